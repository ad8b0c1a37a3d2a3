import type { DraftFinding } from '@/scenarios/authoring/draft/read-draft'
import { translator } from '@/server/platform/locales'

interface Props {
  locale: string
  all: readonly DraftFinding[]
  file: string
}
/** So that a file made to have a million faults is still a page. */
const SHOWN = 500

/** Each faulty line of the file with what is wrong with it beside it, in the order of the file. */
export function Faults({ locale, all, file }: Props) {
  const t = translator(locale, 'drafts')
  if (all.length === 0) return <p className="mt-1 text-ink-2">{t('faults.none')}</p>
  const lines = file.split('\n')
  const shown = all.toSorted((a, b) => (a.line ?? 0) - (b.line ?? 0)).slice(0, SHOWN)
  const byLine = new Map<number | undefined, DraftFinding[]>()
  for (const finding of shown) byLine.set(finding.line, [...(byLine.get(finding.line) ?? []), finding])
  return (
    <>
      <ol className="mt-3 divide-y divide-line rounded-xl border border-line bg-surface">
        {[...byLine].map(([line, findings]) => (
          <li key={line ?? 0} className="grid gap-x-6 gap-y-2 px-4 py-3 md:grid-cols-2">
            <div className="min-w-0 text-small">
              {line !== undefined && (
                <>
                  <p className="text-ink-2">{t('faults.line', { line: String(line) })}</p>
                  <code className="block whitespace-pre-wrap wrap-anywhere">{lines[line - 1]?.trim()}</code>
                </>
              )}
            </div>
            <ul className="grid min-w-0 gap-2">
              {findings.map((finding, i) => (
                <Fault key={i} level={t(`level.${finding.level}`)} finding={finding} />
              ))}
            </ul>
          </li>
        ))}
      </ol>
      {all.length > SHOWN && <p className="mt-3 text-ink-2">{t('faults.more', { count: all.length - SHOWN })}</p>}
    </>
  )
}

export const Fault = ({ level, finding: { message, todo, path } }: { level: string; finding: DraftFinding }) => (
  <li className="leading-normal wrap-anywhere">
    <b className="font-semibold">{level}</b>: {message}
    {todo && <span className="block">{todo}</span>}
    {path && <code className="block text-small text-ink-2">{path}</code>}
  </li>
)
