/** Scrolls a panel, and nothing else, so that what is at this place in it can be seen. */
export function keepInSight(panel: HTMLElement, place: Pick<Range, 'getBoundingClientRect'>): void {
  const { top, bottom, height } = place.getBoundingClientRect();
  const frame = panel.getBoundingClientRect();
  if (height === 0 || (top >= frame.top && bottom <= frame.bottom)) return;
  // A third down, so that what comes next is seen too.
  panel.scrollTop += top - frame.top - panel.clientHeight / 3;
}
