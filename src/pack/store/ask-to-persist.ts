import { openingError } from './storage-error.ts';

/**
 * Asks the browser to keep this site's files until the user removes them; resolves to whether it
 * will. For the page: workers cannot ask. Some browsers ask the user, and it takes until the answer.
 * @throws TtsError `storage-unavailable`
 */
export async function askToPersist(): Promise<boolean> {
  // Missing without HTTPS.
  const storage = navigator.storage as Partial<StorageManager> | undefined;
  try {
    return (await storage?.persist?.()) ?? false;
  } catch (cause) {
    throw openingError(cause, 'the storage of this site');
  }
}
