import { useTranslations } from 'use-intl'
import type { RoomView } from '@/scenarios/engine/live/view'
import type { Autosave } from './autosave'
import { SavedMark } from './saved-mark'
import { useDraft } from './use-draft'

export interface Contact {
  name?: string
  phone?: string
  email?: string
}

/** The author's notes to the speaker about this moment, and the nature of the case. */
export function SpeakerNotes({ view: { host, phase }, contact }: { view: RoomView; contact: Contact | null }) {
  const t = useTranslations('liveCockpit.notes')
  if (!host) return null
  const strong = (chunks: React.ReactNode) => <b className="font-semibold text-ink">{chunks}</b>
  const said = [contact && (contact.name || t('officer')), contact?.phone, contact?.email].filter(Boolean).join(', ')
  return (
    <section className="card p-5 shadow-card" aria-labelledby="notes-h">
      <h2 id="notes-h" className="font-semibold">
        {t('title')}
      </h2>
      <div className="mt-2 space-y-2.5 leading-relaxed text-ink-2">
        {(phase === 'lobby' || phase === 'opening') && <p>{host.opening}</p>}
        {host.notes && <p>{t.rich('ask', { b: strong, text: host.notes.ask })}</p>}
        {host.notes?.avoid && <p>{t.rich('avoid', { b: strong, text: host.notes.avoid })}</p>}
        {(phase === 'debrief' || phase === 'closed') && <p>{host.closing}</p>}
        {phase === 'debrief' && said && <p>{t.rich('contact', { b: strong, contact: said })}</p>}
        <p className="text-note">{t.rich(`${host.nature}${phase === 'debrief' || phase === 'closed' ? 'Told' : ''}`, { b: strong })}</p>
      </div>
    </section>
  )
}

/** The facilitator's own note for this moment. It goes into the report. */
export function OwnNote({ note }: { note: Autosave<string> }) {
  const t = useTranslations('liveCockpit.notes')
  const { value, state } = useDraft(note)
  return (
    <section className="card p-5 shadow-card" aria-labelledby="own-h">
      <div className="flex flex-wrap items-baseline justify-between gap-x-3">
        <h2 id="own-h" className="font-semibold">
          <label htmlFor="own-note">{t('own')}</label>
        </h2>
        {(value !== '' || state !== 'saved') && <SavedMark state={state} />}
      </div>
      <textarea
        id="own-note"
        rows={3}
        maxLength={4000}
        value={value}
        aria-describedby="own-hint"
        className="mt-2 block w-full rounded-xl border border-control bg-surface px-3.5 py-2.5 leading-normal"
        onChange={(e) => note.change(e.currentTarget.value)}
        onBlur={() => note.flush()}
      />
      <p id="own-hint" className="mt-1.5 text-fine text-ink-2">
        {t('ownHint')}
      </p>
    </section>
  )
}
