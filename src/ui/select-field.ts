import { html, nothing, type TemplateResult } from 'lit';

export interface SelectFieldOptions<Value extends string> {
  readonly id: string;
  readonly label: string;
  /** Value, name, and the language of the name where it is not the page's. */
  readonly choices: readonly (readonly [value: Value, name: string, lang?: string])[];
  readonly value: Value | undefined;
  readonly onChange: (value: Value) => void;
}

/** A select with its label; disabled while there is nothing to choose from. */
export function selectField<Value extends string>({
  id,
  label,
  choices,
  value,
  onChange,
}: SelectFieldOptions<Value>): TemplateResult {
  return html`
    <label for=${id}>
      <span>${label}</span>
      <select
        id=${id}
        ?disabled=${choices.length === 0}
        @change=${(event: Event) => onChange((event.target as HTMLSelectElement).value as Value)}
      >
        ${choices.length === 0 ? html`<option>…</option>` : nothing}
        ${choices.map(
          ([choice, name, lang]) => html`
            <option value=${choice} lang=${lang ?? nothing} .selected=${choice === value}>
              ${name}
            </option>
          `,
        )}
      </select>
    </label>
  `;
}
