'use client'
import { ExternalLink } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { Words } from '../ui/words'

export interface SourceView {
  id: string
  kind: 'assessment' | 'guidance'
  text: string
  note?: string
  urls: string[]
}

export function Cite({ ids, numbers }: { ids: string[]; numbers: Map<string, number> }) {
  const t = useTranslations('debrief')
  return ids
    .filter((id) => numbers.has(id))
    .map((id) => (
      <sup key={id} className="leading-none">
        <a
          href={`#source-${id}`}
          aria-label={t('source', { n: numbers.get(id)! })}
          className="-my-2 inline-grid min-h-6 min-w-6 place-items-center text-fine font-semibold text-accent underline underline-offset-2"
        >
          {numbers.get(id)}
        </a>
      </sup>
    ))
}

export function CiteOrOwn(cited: Parameters<typeof Cite>[0]) {
  const t = useTranslations('debrief')
  if (cited.ids.some((id) => cited.numbers.has(id))) return <Cite {...cited} />
  return <span className="text-note text-ink-3"> {t('ownSign')}</span>
}

interface Props {
  sources: SourceView[]
  draft: boolean
}

export function Sources({ title, ...props }: Props & { title?: string }) {
  const t = useTranslations('debrief')
  return (
    <section aria-labelledby="sources-h" className="mt-12 border-t border-line pt-8">
      <h2 id="sources-h" className="scroll-mt-6 text-h2">
        {title ?? t('sources')}
      </h2>
      <SourceList {...props} />
    </section>
  )
}

/** Each source with the editor's note and a link to its publisher, if it is online. Our codes are for authors, so they are folded away. */
export function SourceList({ sources, draft }: Props) {
  const t = useTranslations('debrief')
  return (
    <>
      <p className="mt-1 max-w-measure leading-relaxed text-ink-2">
        {t('sourcesNote')}
        {draft && ` ${t('draft')}`}
      </p>
      <ol className="mt-4 grid gap-x-12 gap-y-4 text-note leading-normal md:grid-cols-2 print:mt-1.5 print:grid-cols-2 print:gap-y-1 print:text-fine print:leading-snug">
        {sources.map((source, i) => (
          <li key={source.id} id={`source-${source.id}`} className="flex scroll-mt-6 gap-3">
            <span className="w-6 shrink-0 text-end text-ink-3 tabular-nums" aria-hidden="true">
              {i + 1}
            </span>
            <div className="min-w-0">
              <p>
                {source.kind === 'assessment' ? (
                  <>
                    {t('assessmentSays')}{' '}
                    <q>
                      <Words cited>{source.text}</Words>
                    </q>
                  </>
                ) : (
                  <Words cited>{source.text}</Words>
                )}
              </p>
              {source.note && <p className="mt-0.5 text-ink-2">{t('editorNote', { note: source.note })}</p>}
              {source.urls.length > 0 && (
                <ul className="mt-0.5">
                  {source.urls.map((url) => (
                    <li key={url}>
                      <a
                        href={url}
                        target="_blank"
                        rel="noopener noreferrer external"
                        className="link inline-flex min-h-6 items-center gap-1 wrap-anywhere print:min-h-0"
                      >
                        {t('readAt', { host: new URL(url).host.replace(/^www\./, '') })}
                        <ExternalLink className="icon" />
                      </a>
                    </li>
                  ))}
                </ul>
              )}
            </div>
          </li>
        ))}
      </ol>
      <details className="mt-4 text-fine text-ink-2 noprint">
        <summary className="link inline-flex min-h-6 items-center">{t('codes')}</summary>
        <p className="mt-1">{t('codesNote')}</p>
        <p className="mt-1 wrap-anywhere">{sources.map(({ id }, i) => `${i + 1}: ${id}`).join(' · ')}</p>
      </details>
    </>
  )
}
