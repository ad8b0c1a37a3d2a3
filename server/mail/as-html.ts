import 'server-only'
import { directionOf, languageOf } from '../platform/locales'
import { COLOURS } from '../platform/colours'
import type { Block, Fact, Letter, Span } from './letter'

const { light, dark } = COLOURS

/** Tables and inline styles, because many programs know nothing else. Classes give programs with a dark mode our dark colours. */
export function asHtml(letter: Letter): string {
  const { locale, subject, from, blocks, why } = letter
  return `<!doctype html>
<html lang="${escaped(languageOf(locale))}" dir="${directionOf(locale)}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark"><meta name="supported-color-schemes" content="light dark"><title>${escaped(subject)}</title><style>${DARK}</style></head>
<body class="bg" style="margin:0;padding:0;background:${light.bg}">
<table role="presentation" class="bg" width="100%" cellpadding="0" cellspacing="0" style="background:${light.bg}"><tr><td align="center" style="padding:24px 12px">
<table role="presentation" class="card ink" width="100%" cellpadding="0" cellspacing="0" style="max-width:600px;background:${light.surface};border:1px solid ${light.line};border-top:4px solid ${light.accent};color:${light.ink};${FONT}">
<tr><td style="padding:20px 28px 0;font-size:15px;font-weight:bold">${escaped(from)}</td></tr>
<tr><td style="padding:8px 28px 24px">${blocks.map(block).join('\n')}</td></tr>
</table>
<p class="faint" style="max-width:600px;margin:16px auto 0;${FONT}font-size:13px;line-height:1.5;color:${light['ink-3']}">${escaped(why)}</p>
</td></tr></table>
</body></html>
`
}

const FONT = "font-family:-apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif;"
const DARK = `@media (prefers-color-scheme:dark){.bg{background:${dark.bg}!important}.card{background:${dark.surface}!important;border-color:${dark.line}!important;border-top-color:${dark.accent}!important}.ink{color:${dark.ink}!important}.faint{color:${dark['ink-3']}!important}.rule{border-color:${dark.line}!important}.accent{color:${dark.accent}!important}.button{background:${dark.accent}!important}.button a{color:${dark['on-accent']}!important}}`

function block(one: Block): string {
  switch (one.kind) {
    case 'paragraph':
      return `<p style="margin:12px 0;font-size:16px;line-height:1.55">${one.lines.map((line) => line.map(words).join('')).join('<br>')}</p>`
    case 'facts':
      return one.facts.map(facts).join('\n')
    case 'button':
      return `<table role="presentation" cellpadding="0" cellspacing="0" style="margin:20px 0 8px"><tr><td class="button" style="background:${light.accent};border-radius:8px"><a href="${escaped(one.href)}" style="display:inline-block;padding:12px 22px;font-size:16px;font-weight:bold;text-decoration:none;color:${light['on-accent']}">${escaped(one.label)}</a></td></tr></table>
<p class="faint" style="margin:0 0 12px;font-size:13px;line-height:1.5;word-break:break-all;color:${light['ink-3']}">${escaped(one.href)}</p>`
  }
}

const words = (span: Span): string => (typeof span === 'string' ? escaped(span) : anchor(span.href, span.href))
const anchor = (href: string, label: string): string =>
  `<a class="accent" href="${escaped(href)}" style="color:${light.accent}">${escaped(label)}</a>`

function facts({ title, href, rows }: Fact): string {
  const head = title
    ? `<tr><td colspan="2" style="padding:10px 0 2px;font-size:16px;font-weight:bold">${href ? anchor(href, title) : escaped(title)}</td></tr>`
    : ''
  const body = rows
    .map(
      (row) =>
        `<tr><td class="faint" valign="top" style="padding:3px 16px 3px 0;font-size:15px;line-height:1.5;white-space:nowrap;color:${light['ink-2']}">${escaped(row.label)}</td><td valign="top" width="100%" style="padding:3px 0;font-size:15px;line-height:1.5">${escaped(row.value)}</td></tr>`,
    )
    .join('')
  return `<table class="rule" width="100%" cellpadding="0" cellspacing="0" style="margin:12px 0;border-top:1px solid ${light.line};border-bottom:1px solid ${light.line}">${head}${body}</table>`
}

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }
const escaped = (text: string): string => text.replace(/[&<>"']/g, (one) => ENTITIES[one]!)
