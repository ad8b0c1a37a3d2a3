import { sha256 } from '@noble/hashes/sha2.js'
import { utf8ToBytes } from '@noble/hashes/utils.js'
import type { Kind } from './about'

interface PageParts {
  kind: Kind
  title: string
  language: string
  direction: 'ltr' | 'rtl'
  /** JSON for `player/boot.tsx`: what the first page needs, and the rest. */
  page: unknown
  content: unknown
  script: string
  styles: string
  drawings: string
  noScript: string
}

const hashOf = (text: string): string => `'sha256-${btoa(String.fromCharCode(...sha256(utf8ToBytes(text))))}'`

/**
 * Allows only the script and the styles in the page itself. A cmi5 package also calls its LMS by URL; a SCORM package stays within the
 * browser.
 */
const policyOf = ({ kind, script, styles }: Pick<PageParts, 'kind' | 'script' | 'styles'>): string =>
  [
    "default-src 'none'",
    `script-src ${hashOf(script)}`,
    `style-src ${hashOf(styles)}`,
    "img-src 'self' data:",
    "font-src 'self'",
    `connect-src ${kind === 'cmi5' ? 'https: http:' : "'none'"}`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ')

export const pageOf = ({
  kind,
  title,
  language,
  direction,
  page,
  content,
  script,
  styles,
  drawings,
  noScript,
}: PageParts): string => `<!doctype html>
<html lang="${escaped(language)}" dir="${direction}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policyOf({ kind, script, styles })}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${escaped(title)}</title>
<style>${styles}</style>
</head>
<body>
<div id="player" class="flex min-h-dvh flex-col"><main class="mx-auto w-full max-w-column px-4 pt-8"><p class="text-title">${escaped(title)}</p></main></div>
<noscript><p class="mx-auto max-w-column px-4">${escaped(noScript)}</p></noscript>
${data('page', page)}
<script>${script}</script>
<div hidden>${drawings}</div>
${data('content', content)}
</body>
</html>
`

const data = (id: string, node: unknown): string =>
  `<script type="application/json" id="${id}">${JSON.stringify(node).replaceAll('<', '\\u003c')}</script>`

const MARKS: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
export const escaped = (text: string): string => text.replace(/[&<>"]/g, (mark) => MARKS[mark]!)
