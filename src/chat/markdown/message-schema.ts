import { defaultSchema, type Schema } from 'hast-util-sanitize';

/**
 * What may be in a message: the elements that Markdown has, and no other. Nothing has an id, a class
 * or a style of its own, and a link leads to the web or to mail. Ids are let through for footnotes
 * only; `decorate` turns them into names that the page does not see.
 */
export const MESSAGE_SCHEMA: Schema = {
  ...defaultSchema,
  tagNames: (
    'a blockquote br code del em h1 h2 h3 h4 h5 h6 hr input li ol p pre section strong sup ' +
    'table tbody td th thead tr ul'
  ).split(' '),
  attributes: {
    a: ['href', 'title', 'dataFootnoteRef', 'dataFootnoteBackref', 'id'],
    code: [['className', /^language-./]],
    input: [['type', 'checkbox'], ['disabled', true], 'checked'],
    li: ['id'],
    ol: ['start'],
    section: ['dataFootnotes'],
    td: ['align'],
    th: ['align'],
    '*': [],
  },
  clobber: [],
  protocols: { href: ['http', 'https', 'mailto'] },
  required: { input: { disabled: true, type: 'checkbox' } },
  strip: ['script', 'style'],
};

/** An address that may be opened from a message. */
export function isSafeHref(href: unknown): href is string {
  return (
    typeof href === 'string' && /^(?:https?:\/\/|mailto:)[^\s]/u.test(href) && URL.canParse(href)
  );
}
