/** Reads what the page keeps under a name; `null` where the browser keeps nothing. */
export function readKept(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    // Browsers that keep nothing refuse even to be asked.
    return null;
  }
}

/** Keeps a text, or with `null` forgets it. Where that is refused it lasts as long as the page. */
export function keep(key: string, text: string | null): void {
  try {
    if (text === null) localStorage.removeItem(key);
    else localStorage.setItem(key, text);
  } catch {
    // Refused or full: the page works, and says in its settings where things are kept.
  }
}
