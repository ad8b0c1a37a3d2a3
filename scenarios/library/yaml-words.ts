/** Advice for authors on a fault that the YAML parser found, because the parser's own messages use its internal terms. */
import type { YAMLError } from 'yaml'

interface YamlFault {
  message: string
  offset: number
}

/** Only the first fault, because most later ones are its consequences. */
export function firstFault(errors: readonly YAMLError[], text: string): YamlFault {
  const rank = ({ code, pos }: YAMLError) => pos[0] * 2 + (code === 'TAB_AS_INDENT' ? 0 : 1)
  const first = [...errors].sort((a, b) => rank(a) - rank(b))[0]!
  return { message: said(first, text), offset: isOpenQuote(first) ? openingQuote(text, first.pos[0]) : first.pos[0] }
}

const isOpenQuote = ({ code, message }: YAMLError): boolean => code === 'MISSING_CHAR' && /quote/.test(message)
/**
 * The parser only notices at the end of the file. The opening quotation mark is the last one on the last line that has an odd number of
 * them.
 */
function openingQuote(text: string, end: number): number {
  const lines = text.slice(0, end).split('\n')
  const line = lines.findLastIndex((each) => each.split('"').length % 2 === 0)
  return line < 0 ? end : lines.slice(0, line).join('\n').length + (line > 0 ? 1 : 0) + lines[line]!.lastIndexOf('"')
}

function said(error: YAMLError, text: string): string {
  const { code, message, pos } = error
  const offset = pos[0]
  const { line, next, before } = around(text, offset)
  switch (code) {
    case 'TAB_AS_INDENT':
      return 'a tab: indent with spaces'
    case 'BLOCK_AS_IMPLICIT_KEY':
      if (next.trim() !== '' && indentOf(next) > indentOf(line) && !/:\s.*:\s/.test(line))
        return 'the next line is indented further than this one: indent both alike'
      return `a colon within a text that has no quotes: put the text in quotes${quoted(line)}`
    case 'MULTILINE_IMPLICIT_KEY':
      return 'this line has no key, or its key has no colon with a space after it; a text over several lines needs quotes'
    case 'BAD_SCALAR_START':
    case 'TAG_RESOLVE_FAILED':
      return `a text may not begin with “${text[offset]}”: put the text in quotes${quoted(line)}`
    case 'MISSING_CHAR':
      return isOpenQuote(error)
        ? 'a quotation mark opens here and is never closed: add the other one'
        : 'a comma, a colon or a bracket is missing here or on the line above'
    case 'BAD_INDENT':
      if (/^Flow (map|sequence)/.test(message)) {
        const cut = cutByHash(text.slice(0, offset))
        if (cut) return `a text without quotes ends at its “#”, in “${cut}”: put the text in quotes`
        const [open, close] = message.startsWith('Flow map') ? ['{', '}'] : ['[', ']']
        return `a “${open}” that opened here or above is never closed: add the “${close}”`
      }
      return 'this line is indented otherwise than the lines it belongs to: indent them alike'
    case 'BAD_DQ_ESCAPE':
      return 'a backslash within double quotes: write two of them, or put the text in single quotes'
    case 'MULTIPLE_DOCS':
      return 'a line of “---” begins a second document: remove it'
    case 'UNEXPECTED_TOKEN':
      if (/["'\]}]\s*$/.test(before)) return 'a text goes on after its closing quotation mark or bracket: put the whole text in quotes'
      return 'this does not belong here: look at the indentation, quotes and brackets of this line and the one above'
    default:
      return COLON_IN_BRACES.test(line)
        ? 'a colon within a text that has no quotes: put the text in quotes'
        : 'this line cannot be read: look at its indentation, quotes and brackets'
  }
}

/** `{ text: Look up: the club`. */
const COLON_IN_BRACES = /[{,] ?[a-z_-]{1,40}: [^"'{[,}:]{1,200}: /
/** The last line before with a text in braces that a comment cuts off. */
function cutByHash(before: string): string | undefined {
  const line = before.split('\n').findLast((each) => CUT.test(each))
  return line && CUT.exec(line)?.[0].slice(0, SHOWN)
}
const CUT = /[{,] ?[a-z_-]{1,40}: [^"'{[,}#]{1,200}#/

function around(text: string, offset: number): { line: string; next: string; before: string } {
  const start = text.lastIndexOf('\n', offset - 1) + 1
  const [line = '', next = ''] = text.slice(start).split('\n', 2)
  return { line, next, before: text.slice(start, offset) }
}
const indentOf = (line: string): number => line.search(/\S|$/)

const SHOWN = 60
/** `, as in title: "Six: dark squares"` */
function quoted(line: string): string {
  const found = /^\s*(?:- )?([a-z_-]+): (?!["'{[|>])(.+)$/.exec(line)
  if (!found) return ''
  const [, key, value] = found as unknown as [string, string, string]
  const text = value.replaceAll('"', '”').trim()
  return `, as in ${key}: "${text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text}"`
}
