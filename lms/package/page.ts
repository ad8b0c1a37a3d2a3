/** The one page of a package. */
import type { Kind } from './about'

interface PageParts {
  kind: Kind
  title: string
  /** BCP 47. */
  language: string
  direction: 'ltr' | 'rtl'
  /** As `player/boot.tsx` reads it. */
  page: unknown
  /** SVG, by `<symbol>`. */
  drawings: string
  /** For a browser that runs no script. */
  noScript: string
}

/** Nothing from elsewhere is loaded. An LMS speaks to a package of cmi5 by addresses of its own, to one of SCORM within the browser. */
const policyOf = (kind: Kind): string =>
  [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    `connect-src ${kind === 'cmi5' ? 'https: http:' : "'none'"}`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ')

export const pageOf = ({ kind, title, language, direction, page, drawings, noScript }: PageParts): string => `<!doctype html>
<html lang="${escaped(language)}" dir="${direction}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policyOf(kind)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${escaped(title)}</title>
<link rel="stylesheet" href="player.css">
<script src="player.js" defer></script>
</head>
<body>
<div id="player" class="flex min-h-dvh flex-col"><main class="mx-auto w-full max-w-column px-4 pt-8"><p class="text-h1">${escaped(title)}</p></main></div>
<noscript><p class="mx-auto max-w-column px-4">${escaped(noScript)}</p></noscript>
<div hidden>${drawings}</div>
<script type="application/json" id="page">${JSON.stringify(page).replaceAll('<', '\\u003c')}</script>
</body>
</html>
`

const MARKS: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
/** For HTML and XML. */
export const escaped = (text: string): string => text.replace(/[&<>"]/g, (mark) => MARKS[mark]!)
