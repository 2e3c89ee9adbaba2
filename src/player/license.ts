/** What a page needs of licences: apart from packs, which a page that only plays leaves alone. */
export { isLicenseError } from '../pack/license.ts';
export type { PackLicense } from '../pack/manifest.ts';
