/** A part of a URL's path as people read it; as it stands where it is not UTF-8 in percents. */
export function decodeUrlPart(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
