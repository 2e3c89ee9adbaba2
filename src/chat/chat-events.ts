import type { InterfaceLanguage } from '../errors.ts';
import type { ChatSettings } from './chat-settings.ts';

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

/** Settings were changed: those that are in `change`. */
export class ChatSettingsEvent extends Event {
  readonly change: Partial<ChatSettings>;

  constructor(change: Partial<ChatSettings>) {
    super('xtts-chat-settings', { bubbles: true, composed: true });
    this.change = change;
  }
}

/** The page shall be in another language. */
export class InterfaceLanguageEvent extends Event {
  readonly language: InterfaceLanguage;

  constructor(language: InterfaceLanguage) {
    super('xtts-interface-language', { bubbles: true, composed: true });
    this.language = language;
  }
}

/** What can be done with the whole conversation. */
export type ConversationCommand = 'new' | 'save-json' | 'save-markdown';

/** The conversation shall be saved, or another one begin. */
export class ConversationEvent extends Event {
  readonly command: ConversationCommand;

  constructor(command: ConversationCommand) {
    super('xtts-conversation', { bubbles: true, composed: true });
    this.command = command;
  }
}

declare global {
  interface HTMLElementEventMap {
    'xtts-message-action': MessageActionEvent;
    'xtts-chat-send': SendEvent;
    'xtts-chat-settings': ChatSettingsEvent;
    'xtts-interface-language': InterfaceLanguageEvent;
    'xtts-conversation': ConversationEvent;
  }
}
