/** Whether a location's fragment is a share link of either kind. */
export function isLink(hash: string): boolean {
  return /^#(?:s\d+=|\/(?:prompt|chat)\?.)/.test(hash)
}
