/** Messages, with the samples that are shown in them. */
import '../../src/chat/message-body.ts';
import type { MessageBody } from '../../src/chat/message-body.ts';
import { SAMPLE_MESSAGE } from './sample-message.ts';

declare global {
  interface Window {
    messagePage?: {
      readonly sample: string;
      /** Shows a message in place of the one before. */
      readonly show: (properties: Partial<MessageBody>) => Promise<MessageBody>;
      /** Waits until what was given is to be seen. */
      readonly frames: () => Promise<void>;
    };
  }
}

window.messagePage = {
  sample: SAMPLE_MESSAGE,
  async show(properties) {
    document.querySelector('xtts-message-body')?.remove();
    const body = document.createElement('xtts-message-body');
    Object.assign(body, properties);
    document.querySelector('main')!.append(body);
    await body.updateComplete;
    return body;
  },
  async frames() {
    for (let i = 0; i < 2; i++) {
      await new Promise((resolve) => setTimeout(() => requestAnimationFrame(resolve), 30));
    }
  },
};
