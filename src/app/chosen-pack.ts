const STORAGE_KEY = 'xtts-web.pack';

/** The pack that spoke last on this page, else the bundled one. */
export function chosenPack(bundledUrl: string): string {
  try {
    const packUrl = localStorage.getItem(STORAGE_KEY) ?? '';
    // Other kinds of addresses are not for the page to fetch unasked.
    return packUrl.startsWith('stored:') ? packUrl : bundledUrl;
  } catch {
    // Browsers that keep nothing refuse even to be asked.
    return bundledUrl;
  }
}

/** Lets the pack speak at the next start too. */
export function rememberPack(packUrl: string): void {
  try {
    localStorage.setItem(STORAGE_KEY, packUrl);
  } catch {
    // The choice lasts as long as the page.
  }
}
