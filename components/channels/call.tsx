import { useTranslations } from 'use-intl'
import type { ArtefactOf, Person } from '@/scenarios/engine/play/play'
import { type Icon, Mic, Volume2 } from '../ui/icons'
import { Words } from '../ui/words'
import { Caption } from './caption'
import { type Cast, type DrawingProps, useSpeaker } from './kind'
import { Disc, roleOf } from './person'
import { Sentence } from './segments'
import { DeviceShape } from './things/phone'

/** A call on the phone; or a talk face to face, which has nothing of a device. */
export function Call({ artefact: { look, with: id, lines }, cast }: DrawingProps<'transcript'>) {
  return (
    <div className="call">
      <div className="callee">
        <Disc person={cast[id]!} className="callee-disc" />
        <Callee person={cast[id]!} />
        {look === 'phone' && (
          <>
            <DeviceShape name="wave" className="wave" />
            <CallState icons={[Mic, Volume2]} />
          </>
        )}
      </div>
      <Lines lines={lines} cast={cast} />
    </div>
  )
}

/** How the call stands: what is on. Nothing to press, so it is drawn as no button. */
export const CallState = ({ icons }: { icons: Icon[] }) => (
  <div className="call-state" aria-hidden="true">
    {icons.map((On, i) => (
      <On key={i} className="icon" />
    ))}
  </div>
)

export const Callee = ({ person }: { person: Person }) => (
  <div className="callee-name">
    <h3>{person.name}</h3>
    {roleOf(person) && (
      <p>
        <Words>{roleOf(person)}</Words>
      </p>
    )}
  </div>
)

/** Lines appear as they are said (app/things/call.css), but are in the document from the start. A speaker who goes on is not named again. */
export function Lines({ lines, cast }: { lines: ArtefactOf<'transcript'>['lines']; cast: Cast }) {
  const t = useTranslations('channels')
  const speaker = useSpeaker(cast)
  const heard = lines.filter(({ segments }) => segments.length > 0)
  return (
    <ol className="lines" aria-label={t('captions')}>
      {heard.map(({ id, from, segments }, i) => (
        <li key={id} className={from === heard[i - 1]?.from ? 'again' : undefined}>
          <Caption name={speaker(from)} mine={from === 'you'} disc={<Disc person={cast[from]!} className="writer" />}>
            {from === 'you' ? (
              <Words>{segments.map(({ text }) => text).join(' ')}</Words>
            ) : (
              segments.map((segment) => <Sentence key={segment.id} segment={segment} alone />)
            )}
          </Caption>
        </li>
      ))}
    </ol>
  )
}
