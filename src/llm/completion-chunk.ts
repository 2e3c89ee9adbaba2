/** What an event of a streamed chat completion says, or the whole of one that is not streamed. */
export interface CompletionChunk {
  /** What the reply goes on with; empty in events that only name the role, count tokens or reason. */
  readonly text: string;
  /** Why the reply ends here, e.g. `stop` or `length`. */
  readonly finishReason?: string | undefined;
  /** What went wrong, as the server says it. */
  readonly error?: unknown;
}

/**
 * Reads the JSON of a chunk; whatever is not known is passed over, `reasoning_content` too.
 * `undefined` when it is no JSON object.
 */
export function parseCompletionChunk(data: string): CompletionChunk | undefined {
  let json: unknown;
  try {
    json = JSON.parse(data);
  } catch {
    return undefined;
  }
  if (!isRecord(json)) return undefined;
  const { error, object, choices } = json;
  if (error !== undefined && error !== null) return { text: '', error };
  if (object === 'error') return { text: '', error: json };
  const choice = Array.isArray(choices)
    ? (choices as unknown[]).filter(isRecord).find(({ index }) => !index)
    : undefined;
  if (!choice) return { text: '' };
  const { delta, message, finish_reason: finish } = choice;
  const part = isRecord(delta) ? delta : message;
  return {
    text: isRecord(part) ? contentText(part['content']) : '',
    ...(typeof finish === 'string' && finish !== '' ? { finishReason: finish } : {}),
  };
}

/** Content is a text, or a list of parts of which some are text. */
function contentText(content: unknown): string {
  if (typeof content === 'string') return content;
  if (!Array.isArray(content)) return '';
  return (content as unknown[])
    .filter(isRecord)
    .map(({ type, text }) => (type === 'text' && typeof text === 'string' ? text : ''))
    .join('');
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
