import { describe, expect, it, vi } from 'vitest';
import { AcceptedLicenses, parseAcceptedLicenses } from './accepted-licenses.ts';

const CPML = { name: 'Coqui Public Model License', id: 'cpml', consent: true };
const ENTRY = {
  id: 'cpml',
  name: 'CPML',
  packName: 'XTTS',
  acceptedAt: '2026-03-01T12:00:00.000Z',
};

function memoryStorage(): Pick<Storage, 'getItem' | 'setItem'> {
  const items = new Map<string, string>();
  return {
    getItem: (key) => items.get(key) ?? null,
    setItem: (key, value) => void items.set(key, value),
  };
}

describe('AcceptedLicenses', () => {
  it('asks until it is accepted, and again once that is withdrawn', () => {
    const storage = memoryStorage();
    const licenses = new AcceptedLicenses(storage);
    const onChange = vi.fn();
    licenses.addEventListener('change', onChange);
    expect(licenses.needsConsent(CPML)).toBe(true);
    licenses.accept(CPML, 'XTTS v2');
    expect(licenses.needsConsent(CPML)).toBe(false);
    expect(licenses.ids).toEqual(['cpml']);
    expect(new AcceptedLicenses(storage).entries).toMatchObject([
      { id: 'cpml', name: 'Coqui Public Model License', packName: 'XTTS v2' },
    ]);
    licenses.withdraw('cpml');
    expect(licenses.needsConsent(CPML)).toBe(true);
    expect(onChange).toHaveBeenCalledTimes(2);
  });

  it('does not ask where no consent is needed', () => {
    expect(new AcceptedLicenses(memoryStorage()).needsConsent({ name: 'MIT' })).toBe(false);
  });

  it('keeps one answer for a licence, the last', () => {
    const licenses = new AcceptedLicenses(memoryStorage());
    licenses.accept(CPML, 'first');
    licenses.accept(CPML, 'second');
    expect(licenses.entries.map(({ packName }) => packName)).toEqual(['second']);
  });

  it('keeps a licence without an id by its name', () => {
    const licenses = new AcceptedLicenses(memoryStorage());
    licenses.accept({ name: 'House rules', consent: true }, 'pack');
    expect(licenses.ids).toEqual(['House rules']);
  });

  it('keeps an answer whatever the address of the licence', () => {
    const storage = memoryStorage();
    const url = `https://licenses.test/${'x'.repeat(600)}`;
    new AcceptedLicenses(storage).accept({ ...CPML, url }, 'pack');
    expect(new AcceptedLicenses(storage).needsConsent(CPML)).toBe(false);
  });

  it('keeps an answer for a pack whose name is not known', () => {
    const storage = memoryStorage();
    new AcceptedLicenses(storage).accept(CPML);
    expect(new AcceptedLicenses(storage).entries).toMatchObject([{ id: 'cpml' }]);
  });

  it('keeps the last answer of many', () => {
    const licenses = new AcceptedLicenses(memoryStorage());
    for (let i = 0; i < 150; i++) licenses.accept({ ...CPML, id: `id-${i}` }, 'pack');
    expect(licenses.needsConsent({ ...CPML, id: 'id-149' })).toBe(false);
  });

  const refuse = (): never => {
    throw new DOMException('refused', 'SecurityError');
  };
  it.each([
    ['there is no storage', null],
    ['the storage refuses', { getItem: refuse, setItem: refuse }],
  ])('lasts as long as the page where %s', (_name, storage) => {
    const licenses = new AcceptedLicenses(storage);
    licenses.accept(CPML, 'pack');
    expect(licenses.ids).toEqual(['cpml']);
    licenses.withdraw('cpml');
    expect(licenses.ids).toEqual([]);
  });
});

describe('parseAcceptedLicenses', () => {
  it.each([
    ['nothing', null],
    ['no JSON', '{'],
    ['no list', '{"0":1}'],
    ['null', 'null'],
    ['things that are no entries', '[null, 1, "cpml", [], {}]'],
    ['a number as the id', JSON.stringify([{ ...ENTRY, id: 1 }])],
    ['an empty id', JSON.stringify([{ ...ENTRY, id: '' }])],
    ['no date', JSON.stringify([{ ...ENTRY, acceptedAt: 'yesterday' }])],
    ['an object as the URL', JSON.stringify([{ ...ENTRY, url: {} }])],
    ['a name without end', JSON.stringify([{ ...ENTRY, name: 'x'.repeat(501) }])],
  ])('takes %s as none', (_name, text) => {
    expect(parseAcceptedLicenses(text)).toEqual([]);
  });

  it('takes what is an entry, once, and no endless list', () => {
    const entries = Array.from({ length: 300 }, (_, i) => ({ ...ENTRY, id: `id-${i % 200}` }));
    expect(parseAcceptedLicenses(JSON.stringify([null, ENTRY, ENTRY]))).toEqual([ENTRY]);
    expect(parseAcceptedLicenses(JSON.stringify(entries))).toHaveLength(100);
  });
});
