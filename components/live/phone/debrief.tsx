import { useTranslations } from 'use-intl'
import type { Ballot } from '@/scenarios/engine/live/ballot'
import type { RoomDebrief } from '@/scenarios/engine/live/debrief'
import type { RoomView } from '@/scenarios/engine/live/view'
import { Fold } from '../../debrief/fold'
import { SourceList } from '../../debrief/sources'
import { PageTitle } from '../../ui/page-title'
import { MomentOfRoom } from './debrief-moment'
import { type Numbers, SamePage, Reporting, ReportingTitle, ToKeep } from './debrief-parts'
import { Signs } from './debrief-signs'
import { Ending, EndingTitle, Ratings, Verdict, VerdictTitle } from './debrief-told'
import { FollowRoom } from './follow-room'
import { Afterwards, type Contact } from './states'

interface Props {
  view: RoomView & { debrief: RoomDebrief }
  judged: Ballot | null
  draft: boolean
  home: string
  contacts: Contact[]
}

/**
 * What the wall has shown so far, for people to read at their own pace: first the part that the room is at, then the rest, folded. After
 * the close it begins, as for a learner who plays alone, with how it ended, what it was and what to keep.
 */
export function PhoneDebrief({ view, judged, draft, home, contacts }: Props) {
  const { debrief, title, phase } = view
  const t = useTranslations('livePhone.debrief')
  const sources = useTranslations('debrief')
  const closed = useTranslations('livePhone.closed')
  const over = phase === 'closed'
  const part = over ? AFTER : view.part
  const parts = useParts(view, judged)
  const now = parts.find(({ id }) => id === part)
  const rest = parts.filter((one) => one !== now)
  const isOpen = ({ id }: Told) => over && OPEN_AFTER.includes(id)
  return (
    <>
      <div className="pt-5">
        <PageTitle size="narrow" eyebrow={title} lead={over ? closed('stays') : t('before')} focusable>
          {over ? closed('title') : t('title')}
        </PageTitle>
      </div>
      {now && <Part told={now} on />}
      {rest.filter(isOpen).map((told) => (
        <Part key={told.id} told={told} />
      ))}
      {over && (
        <section id={placeOf(AFTER)} aria-labelledby="after-h" className={`${BOX} border-line`}>
          <Afterwards home={home} contacts={contacts} />
        </section>
      )}
      <Moments view={view} now={part} />
      {!over && rest.length > 0 && <h2 className="mt-6 px-1 text-h3">{t('soFar')}</h2>}
      <div className="mt-3 space-y-2">
        {rest
          .filter((told) => !isOpen(told))
          .map(({ id, title, content }) => (
            <section key={id} id={placeOf(id)} aria-labelledby={`${id}-h`}>
              <Fold id={`${id}-h`} title={title}>
                {content}
              </Fold>
            </section>
          ))}
        {debrief.sources.length > 0 && (
          <Fold title={sources('sources')} note={sources('sourcesCount', { count: debrief.sources.length })}>
            <SourceList sources={debrief.sources} draft={draft} />
          </Fold>
        )}
      </div>
      <FollowRoom id={placeOf(part)} over={over} />
    </>
  )
}

const AFTER = 'after'
const OPEN_AFTER: readonly string[] = ['ending', 'verdict', 'keep']
const placeOf = (part: string): string => `part-${part}`

interface Told {
  id: string
  title: React.ReactNode
  content: React.ReactNode
}
/** What may be read besides the moments: first what is read most. */
function useParts({ debrief, shownFrom, crowd, part: now }: Props['view'], judged: Ballot | null): Told[] {
  const t = useTranslations('livePhone.debrief')
  const texts = useTranslations('debrief')
  const numbers = numbersOf(debrief)
  const { verdict, ending, reporting, signs, decisions, pages, keep } = debrief
  const part = (id: string, title: React.ReactNode, content: React.ReactNode): Told[] => (content ? [{ id, title, content }] : [])
  // Signs stand in their moments, once those are there.
  const alone = signs && (decisions.length === 0 || now === 'signs') && <Signs signs={signs} numbers={numbers} crowd={crowd} />
  return [
    ...part('ending', ending && <EndingTitle {...ending} />, ending && <Ending {...ending} />),
    ...part('verdict', verdict && <VerdictTitle {...verdict} />, verdict && <Verdict verdict={verdict} numbers={numbers} />),
    ...part('keep', texts('keep.title'), keep && <ToKeep keep={keep} numbers={numbers} />),
    ...part('signs', t('signs'), alone),
    ...part(
      'reporting',
      reporting && <ReportingTitle reporting={reporting} />,
      verdict && reporting && <Reporting reporting={reporting} variant={verdict.variant} numbers={numbers} />,
    ),
    ...part('ratings', t('ratings'), <Ratings debrief={debrief} judged={judged} shownFrom={shownFrom} />),
    ...part('pages', texts('pages.title'), verdict && pages && <SamePage pages={pages} variant={verdict.variant} />),
  ]
}

const numbersOf = ({ sources }: RoomDebrief): Numbers => new Map(sources.map((s, i) => [s.id, i + 1]))

const BOX = 'mt-5 scroll-mt-3 rounded-2xl border bg-surface p-4 sm:p-6'

function Part({ told: { id, title, content }, on = false }: { told: Told; on?: boolean }) {
  return (
    <section
      id={placeOf(id)}
      aria-labelledby={`${id}-h`}
      aria-current={on ? 'true' : undefined}
      className={`${BOX} ${on ? 'border-accent ring-1 ring-accent' : 'border-line'}`}
    >
      {on && <Now />}
      <h2 id={`${id}-h`} className="mb-2 text-h3">
        {title}
      </h2>
      {content}
    </section>
  )
}

function Now() {
  const t = useTranslations('livePhone.debrief')
  return <p className="chip mb-3 bg-accent-soft text-accent">{t('now')}</p>
}

/** The path that the room took, folded. The moment that the room is at is open; after the close, the one that mattered. */
function Moments({ view: { debrief, crowd, phase }, now }: { view: Props['view']; now: string }) {
  const t = useTranslations('livePhone.debrief')
  const { decisions, moment, signs } = debrief
  if (decisions.length === 0) return null
  const numbers = numbersOf(debrief)
  const mattered = moment && decisions[moment.n]?.scene
  return (
    <section aria-labelledby="path-h" className="mt-6">
      <h2 id="path-h" className="px-1 text-h3">
        {t('roomChose')}
      </h2>
      <ol className="mt-3 space-y-2">
        {decisions.map((one) => {
          const { scene } = one
          const on = scene === now
          return (
            <li key={scene}>
              <section
                id={placeOf(scene)}
                aria-labelledby={`moment-h-${scene}`}
                aria-current={on ? 'true' : undefined}
                className="scroll-mt-3"
              >
                {on && <Now />}
                <MomentOfRoom
                  moment={one}
                  signs={(signs?.list ?? []).filter((sign) => sign.scene === scene)}
                  numbers={numbers}
                  crowd={crowd}
                  open={on || (phase === 'closed' && scene === mattered)}
                  mattered={scene === mattered}
                />
              </section>
            </li>
          )
        })}
      </ol>
    </section>
  )
}
