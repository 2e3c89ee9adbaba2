import type { DetailedHTMLProps, HTMLAttributes } from 'react';
import type { XttsPlayerElement } from 'xtts-web';

/** Properties of the element; React sets what is a property, and listens to `on` and an event's name. */
type XttsPlayerProps = DetailedHTMLProps<HTMLAttributes<XttsPlayerElement>, XttsPlayerElement> &
  Partial<Pick<XttsPlayerElement, 'pack' | 'player' | 'voice' | 'language' | 'showText'>> & {
    onended?: (event: CustomEvent) => void;
    onerror?: (event: CustomEvent<{ readonly error: unknown }>) => void;
  };

declare module 'react' {
  namespace JSX {
    interface IntrinsicElements {
      'xtts-player': XttsPlayerProps;
    }
  }
}
