/** What can be done with a message. */
export type MessageAction = 'speak' | 'speak-next' | 'copy' | 'go-on';

/** A message shall be spoken, copied, written further. */
export class MessageActionEvent extends Event {
  readonly action: MessageAction;
  readonly messageId: string;

  constructor(action: MessageAction, messageId: string) {
    super('xtts-message-action', { bubbles: true, composed: true });
    this.action = action;
    this.messageId = messageId;
  }
}

/** Something shall be said to the model. */
export class SendEvent extends Event {
  readonly text: string;

  constructor(text: string) {
    super('xtts-chat-send', { bubbles: true, composed: true });
    this.text = text;
  }
}

declare global {
  interface HTMLElementEventMap {
    'xtts-message-action': MessageActionEvent;
    'xtts-chat-send': SendEvent;
  }
}
