/**
 * What language models write for a program rather than for the listener: their reasoning, and their
 * calls of tools with the results.
 */

/** Elements whose whole content is dropped, by local name in lower case. */
export const HIDDEN_ELEMENTS: ReadonlySet<string> = new Set(
  (
    'think thinking thought thoughts reasoning reflection scratchpad antthinking inner_monologue ' +
    'tool_call tool_calls tool_use tool_code tool_response tool_result tool_results tool_output ' +
    'tool_outputs function function_call function_calls function_result function_results invoke ' +
    'script style template'
  ).split(' '),
);

/** Fences of this name hold a call or its result, and are dropped whatever the code option says. */
export const HIDDEN_FENCES: ReadonlySet<string> = new Set(
  'tool_call tool_calls tool_code tool_output tool_outputs tool_response function_call'.split(' '),
);

/** A JSON object at the start of a line that begins with one of these keys is a call of a tool. */
const CALL_KEYS = [
  ...['name', 'tool', 'tool_name', 'tool_calls', 'tool_call_id', 'tool_uses', 'function'],
  ...['function_call', 'recipient_name', 'action', 'action_input', 'arguments', 'parameters'],
];

/** Matches the start of a call as bare JSON, up to the colon behind its first key. */
export const JSON_CALL = new RegExp(
  String.raw`^(?:\[\s*)?\{\s*"(?:${CALL_KEYS.join('|')})"\s*:`,
  'u',
);

/** Matches what can become `JSON_CALL`. */
export const JSON_CALL_PARTIAL = /^(?:\[\s*)?(?:\{\s*(?:"\w*(?:"\s*)?)?)?$/u;

/** A token of a chat template: `<|im_end|>`, `<｜tool▁calls▁begin｜>`. */
export const TEMPLATE_TOKEN = /^<[|｜]([\w▁/-]{1,34})[|｜]>/u;

/** Matches what can become `TEMPLATE_TOKEN`. */
export const TEMPLATE_TOKEN_PARTIAL = /^<(?:[|｜][\w▁/-]*[|｜]?)?$/u;

/** The word behind these tokens belongs to them: `<|im_start|>assistant`, `<|channel|>final`. */
export const TOKEN_WITH_WORD = /^<\|(?:start|im_start|start_header_id|channel)\|>(\w*)(?=\W)/u;

/** Matches what can become `TOKEN_WITH_WORD`. */
export const TOKEN_WITH_WORD_PARTIAL = /^<\|(?:start|im_start|start_header_id|channel)\|>\w*$/u;

/**
 * What a token of a chat template hides: everything up to the returned pattern, or nothing.
 *
 * @param name The token without its marks, as `TEMPLATE_TOKEN` captures it.
 * @param word The word that belongs to it, as `TOKEN_WITH_WORD` captures it.
 */
export function hiddenBehindToken(name: string, word: string): RegExp | undefined {
  const plain = name.replaceAll('▁', '_').toLowerCase();
  if (plain === 'python_tag') return /<\|(?:eom_id|eot_id)\|>/u;
  if (plain === 'channel') {
    // Harmony: what is not in the channel `final` is for programs.
    return word === 'final' ? undefined : /<\|(?:end|call|return|channel\|>final<\|message)\|>/u;
  }
  const what =
    /^begin_of_(.+)$/u.exec(plain)?.[1] ?? /^(.+)_(?:begin|start)$/u.exec(plain)?.[1] ?? '';
  if (!/tool|function|thought|think|reason/u.test(what)) return undefined;
  const spaced = what.replaceAll('_', '[_▁]');
  return new RegExp(`<[|｜](?:end[_▁]of[_▁]${spaced}|${spaced}[_▁]end)[|｜]>`, 'iu');
}

/** Marks in brackets, lower case, with what ends the hidden stretch behind them. */
export const BRACKET_CHANNELS: ReadonlyMap<string, RegExp> = new Map([
  ['[think]', /\[\/think\]/iu],
  ['[tool_calls]', /(?=\n)/u],
  ['[tool_results]', /\[\/tool_results\]/iu],
  ['◁think▷', /◁\/think▷/iu],
]);
