import { BookOpen, Circle, CircleCheck, CircleHelp, CircleMinus, Drama, type LucideIcon } from 'lucide-react'
import type { ItemKind } from '@/scenarios/engine/course/course'
import type { CourseTexts } from './words'

const ICONS = { scenario: Drama, page: BookOpen, acknowledgement: CircleHelp } satisfies Record<ItemKind, LucideIcon>

export interface ItemRow {
  id: string
  kind: ItemKind
  title: string
  minutes: number
  state: 'done' | 'missed' | 'next' | 'underWay' | 'later'
  isOpen: boolean
  /** Decoration, at the end of the row. */
  picture?: React.ReactNode
}
interface Props extends CourseTexts {
  rows: ItemRow[]
  /** Whether the learner has seen the terms. Before that, nothing is open and no item has a state. */
  isBegun: boolean
  way(row: ItemRow): React.ReactNode
}

export const ItemList = ({ t, rows, isBegun, way }: Props) => (
  <ol className="mt-3 divide-y divide-line border-y border-line">
    {rows.map((row) => (
      <li key={row.id} className="flex gap-3 py-3.5" aria-current={row.state === 'next' ? 'step' : undefined}>
        <StateIcon state={row.state} />
        <div className="min-w-0 flex-1">
          {row.isOpen ? way(row) : <span className={isBegun ? 'font-medium text-ink-2' : 'font-medium'}>{row.title}</span>}
          <About t={t} row={row} isBegun={isBegun} />
        </div>
        {row.picture}
      </li>
    ))}
  </ol>
)

function StateIcon({ state }: Pick<ItemRow, 'state'>) {
  if (state === 'done') return <CircleCheck className="icon mt-1 text-good" />
  if (state === 'missed') return <CircleMinus className="icon mt-1 text-signal" />
  return <Circle className={`icon mt-1 ${state === 'later' ? 'text-line-2' : 'text-accent'}`} />
}

const COLOURS = { done: 'text-good', missed: 'text-signal', next: 'font-medium text-accent', underWay: 'font-medium text-accent' }

function About({ t, row: { kind, minutes, state }, isBegun }: Pick<Props, 't' | 'isBegun'> & { row: ItemRow }) {
  const Icon = ICONS[kind]
  return (
    <p className="mt-0.5 flex flex-wrap items-center gap-x-3 text-small text-ink-2">
      <span className="flex items-center gap-1.5">
        <Icon className="icon" />
        {t(`kind.${kind}`)}
      </span>
      <span>{t('minutes', { minutes })}</span>
      {isBegun && state !== 'later' && <span className={COLOURS[state]}>{t(`state.${state}`)}</span>}
      {isBegun && state === 'later' && <span className="sr-only">{t('state.later')}</span>}
    </p>
  )
}
