import AxeBuilder from '@axe-core/playwright';
import { expect, type Page, type TestInfo } from '@playwright/test';

/** A state of a page: how to bring it about, from an empty tab. */
export interface VisualState {
  readonly name: string;
  readonly open: (page: Page) => Promise<void>;
}

/** A phone to a wall, in CSS pixels. */
const WIDTHS = [360, 768, 1440, 2560, 3840];

/**
 * Looks at a state in light and dark, at every width, by rules that hold for any font and browser:
 * nothing sticks out, no text is cut off, no controls lie over each other, all are large enough to be
 * hit, their focus can be seen, and axe finds nothing. Pictures go to the test's results; they are not
 * compared pixel by pixel, since another version of a font would change each of them.
 */
export async function checkLayout(page: Page, info: TestInfo): Promise<void> {
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 900 });
    const faults = await page.evaluate(findFaults);
    expect(faults, `at ${width} px`).toEqual([]);
  }
  for (const [colorScheme, width] of [
    ['light', 1440],
    ['light', 360],
    ['dark', 360],
  ] as const) {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width, height: 900 });
    await page.screenshot({
      path: info.outputPath(`${colorScheme}-${width}.png`),
      fullPage: true,
      animations: 'disabled',
    });
    if (width !== 360) continue;
    // Light or dark, nothing but the colors is another.
    const axe = new AxeBuilder({ page });
    if (colorScheme === 'dark') axe.withRules('color-contrast');
    const { violations } = await axe.analyze();
    expect(violations.map(({ id, nodes }) => [id, nodes.map((n) => n.html)])).toEqual([]);
  }
  await page.emulateMedia({ colorScheme: 'light' });
  expect(await unseenFocus(page), 'the focus can be seen').toEqual([]);
}

/** What has the focus without a ring, of the first that Tab comes to. */
async function unseenFocus(page: Page): Promise<string[]> {
  const unseen: string[] = [];
  for (let i = 0; i < 25; i++) {
    await page.keyboard.press('Tab');
    const found = await page.evaluate(() => {
      let element = document.activeElement;
      while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
      if (!element || element === document.body) return undefined;
      const hasRing = (one: Element): boolean => {
        const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(one);
        const isOutlined = outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 1;
        return isOutlined || boxShadow !== 'none';
      };
      // A field may have its ring around the form that looks like the field.
      const form = element.closest('form:focus-within');
      const isSeen = hasRing(element) || (form !== null && hasRing(form));
      return { isSeen, markup: element.outerHTML.slice(0, 120) };
    });
    // Behind the last one, the browser's own controls have it.
    if (!found) break;
    if (!found.isSeen) unseen.push(found.markup);
  }
  return unseen;
}

/** Runs in the page. Must not use anything outside itself. */
function findFaults(): string[] {
  const CONTROLS = 'button, a[href], input, select, textarea, summary, [role="slider"]';
  const faults: string[] = [];
  const wide = document.documentElement.scrollWidth - innerWidth;
  if (wide > 0) faults.push(`the page is ${wide} px too wide`);

  const everything = (root: ParentNode): Element[] =>
    [...root.querySelectorAll('*')].flatMap((element) => [
      element,
      ...(element.shadowRoot ? everything(element.shadowRoot) : []),
    ]);
  const all = everything(document);
  // Behind a dialog nothing can be reached.
  const dialog = all.find((element) => element.matches('dialog:modal'));
  const hostOf = (element: Element): Element | null => {
    const root = element.getRootNode();
    return root instanceof ShadowRoot ? root.host : null;
  };
  /** Also where shadow roots lie between. */
  const isWithin = (outer: Element, element: Element | null): boolean =>
    element !== null && (outer.contains(element) || isWithin(outer, hostOf(element)));
  const describe = (element: Element): string => element.outerHTML.slice(0, 120);
  const isShown = (element: Element): boolean =>
    element.checkVisibility({ opacityProperty: true, visibilityProperty: true }) &&
    !element.closest('.visually-hidden') &&
    element.getBoundingClientRect().width > 0 &&
    (!dialog || isWithin(dialog, element));

  const shown = all.filter(isShown);
  for (const element of shown) {
    const { overflowX, overflowY, textOverflow } = getComputedStyle(element);
    const hasText = [...element.childNodes].some(
      (node) => node.nodeType === Node.TEXT_NODE && node.nodeValue!.trim() !== '',
    );
    if (!hasText || textOverflow === 'ellipsis' || element.matches('textarea, option')) continue;
    const isCut =
      (/hidden|clip/u.test(overflowX) && element.scrollWidth > element.clientWidth + 1) ||
      (/hidden|clip/u.test(overflowY) && element.scrollHeight > element.clientHeight + 1);
    if (isCut) faults.push(`cut off: ${describe(element)}`);
  }

  // Links within a text are as high as its lines, and boxes that cannot be changed are no targets.
  const isInText = (element: Element): boolean =>
    element.matches(':disabled') ||
    (getComputedStyle(element).display === 'inline' && element.matches('a'));
  /** What is not scrolled out of sight of it, `undefined` where all is. */
  const visiblePart = (element: Element): DOMRect | undefined => {
    let { left, top, right, bottom } = element.getBoundingClientRect();
    for (let box: Element | null = element; box;) {
      box = box.assignedSlot ?? box.parentElement ?? hostOf(box);
      if (!box || box === document.documentElement) break;
      const { overflowX, overflowY } = getComputedStyle(box);
      if (overflowX === 'visible' && overflowY === 'visible') continue;
      const rect = box.getBoundingClientRect();
      [left, right] = [Math.max(left, rect.left), Math.min(right, rect.right)];
      [top, bottom] = [Math.max(top, rect.top), Math.min(bottom, rect.bottom)];
    }
    return right > left && bottom > top
      ? new DOMRect(left, top, right - left, bottom - top)
      : undefined;
  };
  const controls = shown.filter((element) => element.matches(CONTROLS) && !isInText(element));
  const visible = controls.map(visiblePart);
  for (const [i, control] of controls.entries()) {
    // A box is hit by its label too.
    const label = control.matches('[type="checkbox"], [type="radio"]')
      ? (control as HTMLInputElement).labels?.[0]
      : undefined;
    const { width, height } = (label ?? control).getBoundingClientRect();
    const least = control.matches('.primary') ? 44 : 24;
    // Half a pixel is rounding.
    if (Math.min(width, height) < least - 0.5) {
      faults.push(`${Math.round(width)}×${Math.round(height)} px: ${describe(control)}`);
    }
    for (let k = i + 1; k < controls.length; k++) {
      if (control.contains(controls[k]!) || controls[k]!.contains(control)) continue;
      const a = visible[i];
      const b = visible[k];
      if (!a || !b) continue;
      const across = Math.min(a.right, b.right) - Math.max(a.left, b.left);
      const down = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
      if (across > 1 && down > 1) {
        faults.push(`one over the other: ${describe(control)} ${describe(controls[k]!)}`);
      }
    }
  }
  return faults;
}
