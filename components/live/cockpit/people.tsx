import { useState } from 'react'
import { useTranslations } from 'use-intl'
import type { Participant } from '@/scenarios/engine/live/wire'
import { TimeOfDay } from './clock'
import { AskFirst } from './confirm'
import { Fold } from './fold'

interface Props {
  people: Participant[]
  nicknames: boolean
  tables: boolean
  closed: boolean
  onRemove: (participant: string) => void
}

export function People({ people, nicknames, tables, closed, onRemove }: Props) {
  const t = useTranslations('liveCockpit.people')
  const [open, setOpen] = useState(false)
  const nameOf = ({ name, number }: Participant) => (nicknames && name ? name : t(tables ? 'table' : 'phone', { number }))
  return (
    <Fold title={t(tables ? 'tables' : 'title')} aside={String(people.length)} onToggle={setOpen}>
      {people.length === 0 && <p className="text-note text-ink-2">{t('nobody')}</p>}
      <ul className="max-h-80 divide-y divide-line overflow-y-auto text-note">
        {open &&
          [...people]
            .sort((a, b) => b.number - a.number)
            .map((person) => (
              <li key={person.id} className="py-1.5">
                <p className="flex flex-wrap items-baseline gap-x-2">
                  <span className="min-w-0 break-words font-medium">{nameOf(person)}</span>
                  <span className="text-fine text-ink-2">
                    {t('since')} <TimeOfDay at={person.at} />
                  </span>
                </p>
                {!closed && (
                  <AskFirst
                    className="link py-1 text-small"
                    question={t('removeAsk', { name: nameOf(person) })}
                    confirm={t('removeDo')}
                    onConfirm={() => onRemove(person.id)}
                  >
                    {t('remove')}
                    <span className="sr-only"> {nameOf(person)}</span>
                  </AskFirst>
                )}
              </li>
            ))}
      </ul>
    </Fold>
  )
}
