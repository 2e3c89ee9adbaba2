/** The whole library for one script tag: registers the element, and is `XttsWeb` for other scripts. */
import '../../src/define.ts';

export * from '../../src/index.ts';
