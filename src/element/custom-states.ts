/** What pages can style as `xtts-player:state(speaking)`. */
export const CUSTOM_STATES = ['loading', 'speaking', 'paused', 'blocked', 'failed'] as const;

export type CustomState = (typeof CUSTOM_STATES)[number];

/** Leaves an element in one of its states, or in none. */
export function showCustomState(internals: ElementInternals, state: CustomState | undefined): void {
  try {
    for (const name of CUSTOM_STATES) {
      if (name === state) internals.states.add(name);
      else internals.states.delete(name);
    }
  } catch {
    // Chromium before 125 knew other names only; what they would change is looks.
  }
}
