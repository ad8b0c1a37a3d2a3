import { Check, Flag, Send, Shield } from '../ui/icons'
import { useTranslations } from 'use-intl'
import type { Note, Notebook as Notes } from '@/scenarios/engine/play/notebook'
import { Quote } from '../ui/quote'
import { Words } from '../ui/words'
import { CloseSheet } from './sheet'

const IN_SIGHT = 3

export function Notebook({ here, before }: Notes) {
  const t = useTranslations('play.notebook')
  const folded = before.slice(IN_SIGHT)
  return (
    <section id="notebook" tabIndex={-1} className="panel card p-5 shadow-card outline-none" aria-labelledby="notebook-h">
      <CloseSheet />
      <div className="flex flex-wrap items-baseline justify-between gap-x-3">
        <h2 id="notebook-h" className="font-semibold">
          {t('title')}
        </h2>
        <span className="text-small text-ink-2">{t('note')}</span>
      </div>
      {here.length + before.length === 0 && <p className="mt-2 text-note text-ink-2">{t('empty')}</p>}
      <List notes={here} />
      {before.length > 0 && (
        <>
          <h3
            className={`mt-3.5 text-small font-semibold text-ink-2 ${here.length > 0 ? 'border-t border-dashed border-line-2 pt-3' : ''}`}
          >
            {t('before')}
          </h3>
          <List notes={before.slice(0, IN_SIGHT)} />
          {folded.length > 0 && (
            <details className="group">
              <summary className="btn btn-ghost -ms-2.5 mt-1 min-h-9 text-small font-medium">
                <span className="group-open:hidden">{t('more', { count: folded.length })}</span>
                <span className="hidden group-open:inline">{t('fewer')}</span>
              </summary>
              <List notes={folded} />
            </details>
          )}
        </>
      )}
    </section>
  )
}

function List({ notes }: { notes: Note[] }) {
  const t = useTranslations('play.notebook')
  const play = useTranslations('play')
  return (
    notes.length > 0 && (
      <ul className="mt-2.5 space-y-2.5 text-note leading-normal">
        {notes.map(({ kind, id, text, to }) => (
          <li key={kind + id} data-note={kind} className="flex gap-2.5">
            <span className="sr-only">{t(kind)} </span>
            <Mark kind={kind} />
            <span>
              {to !== undefined && (
                <span className="block text-small text-ink-2">
                  <Words>{to || play('report')}</Words>
                </span>
              )}
              {kind === 'flag' ? <Quote>{text}</Quote> : <Words>{text}</Words>}
            </span>
          </li>
        ))}
      </ul>
    )
  )
}

function Mark({ kind }: { kind: Note['kind'] }) {
  const Icon = ICONS[kind]
  return (
    <span className="mt-0.5 grid w-5 shrink-0 place-items-center self-start" aria-hidden="true">
      <Icon className="icon text-ink-3" />
    </span>
  )
}
const ICONS = { flag: Flag, finding: Check, reply: Send, report: Shield }
