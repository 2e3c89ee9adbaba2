import { html, nothing, type TemplateResult } from 'lit';
import { isMixedContent } from '../llm/base-url.ts';
import { SERVER_PRESETS, type ServerPreset, type ServerPresetId } from '../llm/presets.ts';
import { selectField } from '../ui/select-field.ts';
import type { ModelMessages } from './model-messages.ts';

/** What is typed and chosen of a server. */
export interface ServerFields {
  readonly preset: ServerPresetId;
  readonly address: string;
  readonly apiKey: string;
  readonly rememberKey: boolean;
  readonly model: string;
  /** The name of the model is typed although there is a list. */
  readonly isNameTyped: boolean;
}

export interface ServerFormOptions {
  readonly messages: ModelMessages;
  readonly fields: ServerFields;
  readonly models: readonly string[];
  readonly busy: 'fetching' | 'testing' | undefined;
  readonly invalid: 'address' | 'model' | undefined;
  readonly onChange: (fields: Partial<ServerFields>) => void;
  readonly onFetch: () => void;
  readonly onTest: () => void;
  readonly onUse: () => void;
}

/** The value of the choice to type a name; no name of a model begins with a blank. */
const ANOTHER = ' another';

/** The fields of a server: its address, key and model, with what can be done with them. */
export function serverForm(options: ServerFormOptions): TemplateResult {
  const { messages, fields, busy, invalid, onChange, onFetch, onTest, onUse } = options;
  return html`
    <form
      novalidate
      @submit=${(event: SubmitEvent) => {
        event.preventDefault();
        onUse();
      }}
    >
      <p class="soft">${messages.serverHelp}</p>
      ${selectField({
        id: 'preset',
        label: messages.preset,
        choices: SERVER_PRESETS.map(({ id, name }) => [id, name ?? messages.otherServer]),
        value: fields.preset,
        onChange: (preset) => onChange({ preset }),
      })}
      ${textField('address', messages.address, fields.address, {
        isInvalid: invalid === 'address',
        isAddress: true,
        onInput: (address) => onChange({ address }),
      })}
      <div>
        <label for="key">
          <span>${messages.key}</span>
          <input
            id="key"
            type="password"
            autocomplete="off"
            autocapitalize="off"
            spellcheck="false"
            aria-describedby="key-help"
            .value=${fields.apiKey}
            @input=${(event: Event) => onChange({ apiKey: inputValue(event) })}
          />
        </label>
        <p class="soft" id="key-help">${messages.keyHelp}</p>
      </div>
      <div class="check">
        <input
          id="remember-key"
          type="checkbox"
          aria-describedby="remember-key-help"
          .checked=${fields.rememberKey}
          @change=${(event: Event) =>
            onChange({ rememberKey: (event.target as HTMLInputElement).checked })}
        />
        <label for="remember-key">${messages.rememberKey}</label>
        <span class="soft" id="remember-key-help">${messages.rememberKeyHelp}</span>
      </div>
      <div class="row">
        ${modelField(options)}
        <button type="button" id="fetch" @click=${onFetch}>
          ${busy === 'fetching' ? messages.stop : messages.fetchModels}
        </button>
      </div>
      ${
        isModelTyped(options) && options.models.length > 0
          ? textField('model-name', messages.modelName, fields.model, {
              isInvalid: invalid === 'model',
              onInput: (model) => onChange({ model }),
            })
          : nothing
      }
      <div class="actions">
        <button type="submit" class="primary" id="use">${messages.use}</button>
        <button type="button" id="test" @click=${onTest}>
          ${busy === 'testing' ? messages.stop : messages.test}
        </button>
      </div>
    </form>
  `;
}

/** What to do when a server of this kind cannot be reached from this page. */
export function reachAdvice(
  messages: ModelMessages,
  preset: ServerPreset,
  baseUrl: string | undefined,
): TemplateResult {
  const { origin, protocol, hostname } = location;
  return html`
    <p>${messages.corsHints[preset.id]} <code>${preset.corsCommand?.(origin) ?? origin}</code></p>
    ${
      baseUrl !== undefined && isMixedContent(baseUrl, protocol)
        ? html`<p>${messages.mixedContent}</p>`
        : nothing
    }
    ${hostname === 'localhost' ? nothing : html`<p>${messages.permission}</p>`}
  `;
}

/** A select of the models that are known, else a field for the name. */
function modelField(options: ServerFormOptions): TemplateResult {
  const { messages, fields, models, invalid, onChange } = options;
  if (models.length === 0) {
    return textField('model', messages.model, fields.model, {
      isInvalid: invalid === 'model',
      onInput: (model) => onChange({ model }),
    });
  }
  return selectField({
    id: 'model-list',
    label: messages.model,
    choices: [
      ...models.map((name) => [name, name] as const),
      [ANOTHER, messages.anotherName] as const,
    ],
    value: isModelTyped(options) ? ANOTHER : fields.model,
    onChange: (value) =>
      onChange(value === ANOTHER ? { isNameTyped: true } : { model: value, isNameTyped: false }),
  });
}

function isModelTyped({ fields, models }: ServerFormOptions): boolean {
  return fields.isNameTyped || !models.includes(fields.model);
}

function textField(
  id: string,
  label: string,
  value: string,
  options: {
    readonly isInvalid: boolean;
    readonly isAddress?: boolean;
    readonly onInput: (value: string) => void;
  },
): TemplateResult {
  return html`
    <label for=${id}>
      <span>${label}</span>
      <input
        id=${id}
        type="text"
        inputmode=${options.isAddress ? 'url' : 'text'}
        autocomplete="off"
        autocapitalize="off"
        spellcheck="false"
        aria-invalid=${options.isInvalid ? 'true' : 'false'}
        .value=${value}
        @input=${(event: Event) => options.onInput(inputValue(event))}
      />
    </label>
  `;
}

function inputValue(event: Event): string {
  return (event.target as HTMLInputElement).value;
}
