import type { CutWords } from './cut-words.ts';

export const ES: CutWords = {
  beforeName:
    'sr sra sres sras srta srtas dr dra dres drs prof profa d dª dña dn ud uds vd vds lic ing arq ' +
    'abog gral gen cnel cap tte sgto cmdte alm excmo excma ilmo ilma rvdo rvda fr hno hna mons ' +
    'pbro s sto sta san avda av c cl ctra pza plza pº urb edif dpto depto p.ej p.e ej esp cf vid ' +
    'vs',
  beforeNumber:
    'pág págs pag p pp núm núms n nº no art arts cap caps vol vols fig figs t tít secc apdo párr ' +
    'ed tel tfno ext km a.c s sig aprox',
  numbered:
    'página páginas capítulo número artículo volumen figura tabla sección párrafo siglo siglos ' +
    'año día versión parte acto escena tomo libro nivel paso las la piso',
  insideSentence:
    'etc cía ltda s.a s.l jr a.c d.c a.m p.m ee.uu e.u.a u.s aprox máx mín pts ptas admón dcha ' +
    'izda gob min obs trad n.b p.d p.s',
  months:
    'enero febrero marzo abril mayo junio julio agosto septiembre setiembre octubre noviembre ' +
    'diciembre ene feb abr jun jul ago sept oct nov dic',
  leaning:
    'el la los las un una unos unas lo al del de a en por para con sin sobre entre hasta desde ' +
    'hacia tras ante bajo contra según durante mediante y e o u ni pero sino que si como cuando ' +
    'donde porque pues aunque mientras cuyo cuya mi mis tu tus su sus nuestro nuestra este esta ' +
    'estos estas ese esa esos esas aquel aquella cada todo toda todos todas algún alguna ningún ' +
    'ninguna otro otra otros otras muy más menos tan no se me te le les nos es son era fue está ' +
    'están ha han hay ser dos tres cuatro cinco seis siete ocho nueve diez mil cien',
  joining:
    'pero sino que porque pues aunque mientras cuando donde si para por sin hasta desde después ' +
    'antes según entonces cuyo cuya quien',
};
