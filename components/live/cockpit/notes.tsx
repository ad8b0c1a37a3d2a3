import { ChevronDown, NotebookPen } from 'lucide-react'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import type { RoomView } from '@/scenarios/engine/live/view'
import { type Autosave, useDraft } from './autosave'
import { BELOW_HEADER } from './header'
import { NoteParagraphs } from '../shared/note-paragraphs'
import { useRoomQuestion } from '../shared/room-question'
import { SavedMark } from './saved-mark'

export interface Contact {
  name?: string
  phone?: string
  email?: string
}

interface NotesProps {
  view: RoomView
  contact: Contact | null
  note: Autosave<string>
}

export function Notes({ view, contact, note }: NotesProps) {
  const t = useTranslations('liveCockpit.notes')
  const [open, setOpen] = useState(false)
  const { facilitator, phase } = view
  if (!facilitator) return null
  const isOver = phase === 'debrief' || phase === 'closed'
  const begun = phase === 'lobby' || phase === 'opening' ? facilitator.opening : isOver ? facilitator.closing : ''
  return (
    <section
      aria-labelledby="notes-h"
      className={`card shadow-card max-lg:sticky max-lg:top-0 max-lg:z-10 max-lg:order-first max-lg:-mx-4 max-lg:-mt-5 max-lg:rounded-none max-lg:border-x-0 max-lg:border-t-0 lg:p-5 ${phase === 'closed' ? '' : BELOW_HEADER}`}
    >
      <h2 id="notes-h" className="font-semibold max-lg:sr-only">
        {t('title')}
      </h2>
      <button
        type="button"
        aria-expanded={open}
        aria-label={t('title')}
        className="flex min-h-12 w-full items-center gap-2.5 px-4 py-2 text-start text-note lg:hidden"
        onClick={() => setOpen(!open)}
      >
        <NotebookPen className="icon text-accent" />
        <span className={`min-w-0 grow ${open ? 'font-semibold' : 'truncate'}`}>
          {open ? t('title') : facilitator.notes?.ask || begun || t('title')}
        </span>
        <ChevronDown className={`icon ${open ? 'rotate-180' : ''}`} />
      </button>
      <div className={`max-lg:max-h-[60dvh] max-lg:overflow-y-auto max-lg:px-4 max-lg:pb-4 ${open ? '' : 'max-lg:hidden noscript:block!'}`}>
        <Said view={view} begun={begun} contact={phase === 'debrief' ? contact : null} isOver={isOver} />
        <OwnNote note={note} />
      </div>
    </section>
  )
}

function Said({ view, begun, contact, isOver }: { view: RoomView; begun: string; contact: Contact | null; isOver: boolean }) {
  const t = useTranslations('liveCockpit.notes')
  const strong = (chunks: React.ReactNode) => <b className="font-semibold text-ink">{chunks}</b>
  const reached = contact && [contact.name || t('officer'), contact.phone, contact.email].filter(Boolean).join(', ')
  const { notes, variant, noted } = view.facilitator!
  const onWall = useRoomQuestion(view)
  return (
    <div className="space-y-2.5 leading-normal text-ink-2 lg:mt-2">
      {begun && <NoteParagraphs text={begun} />}
      {onWall && <p>{t.rich('onWall', { b: strong, text: onWall })}</p>}
      {notes && notes.ask !== onWall && <p>{t.rich('ask', { b: strong, text: notes.ask })}</p>}
      {notes?.avoid && <p>{t.rich('avoid', { b: strong, text: notes.avoid })}</p>}
      {noted && <p className="whitespace-pre-line">{t.rich('noted', { b: strong, text: noted })}</p>}
      {reached && <p>{t.rich('contact', { b: strong, contact: reached })}</p>}
      <p className="text-note">{t.rich(`${variant}${isOver ? 'Over' : ''}`, { b: strong })}</p>
    </div>
  )
}

function OwnNote({ note }: { note: Autosave<string> }) {
  const t = useTranslations('liveCockpit.notes')
  const { value, state } = useDraft(note)
  return (
    <div className="mt-4 border-t border-line pt-3">
      <div className="flex flex-wrap items-baseline justify-between gap-x-3">
        <label htmlFor="own-note" className="text-note font-semibold">
          {t('own')}
        </label>
        {(value !== '' || state !== 'saved') && <SavedMark state={state} />}
      </div>
      <textarea
        id="own-note"
        rows={2}
        maxLength={4000}
        value={value}
        aria-describedby="own-hint"
        className="mt-1.5 block field-sizing-content max-h-60 min-h-16 w-full rounded-xl border border-control bg-surface px-3 py-2 leading-normal"
        onChange={(e) => note.change(e.currentTarget.value)}
        onBlur={() => note.flush()}
      />
      <p id="own-hint" className="mt-1 text-fine text-ink-2">
        {t('ownHint')}
      </p>
    </div>
  )
}
