import { useTranslations } from 'use-intl'
import type { FollowedView, SceneView } from '@/scenarios/engine/live/view'
import { answered, timeOf } from '@/scenarios/engine/play/submission-view'
import { Frame } from '../../channels/artefact'
import { Following } from '../../channels/following'
import type { Cast } from '../../channels/kind'
import { Words } from '../../ui/words'
import { RESOLVED } from './resolved'

interface Props {
  scene: SceneView
  followed: FollowedView
}
const isVoted = ({ sent }: FollowedView): boolean => sent.some(({ as, n }) => as === 'reply' && n !== null)

/** What the room did: its own words, if it said or wrote any, or its act, with the form that it filled in. */
export function RoomAct({ scene, followed }: Props) {
  const t = useTranslations('liveFollowed')
  const { chose, words, sent } = followed
  const to = answered(scene, RESOLVED)
  const way = words === null ? 'done' : to?.kind === 'transcript' ? 'said' : 'written'
  const shown = words === null || isVoted(followed) ? sent : sent.filter(({ as }) => as === 'form')
  return (
    <div className="room-act">
      <h2>{t('own', { way })}</h2>
      {words === null && (
        <p className="did">
          <Words>{chose}</Words>
        </p>
      )}
      <Sent {...followed} sent={shown} />
    </div>
  )
}

/** What the security officer wrote back: a message, on phones and walls alike. */
export function OfficerReply({ text }: { text: string }) {
  const t = useTranslations('liveReporting')
  return (
    <section className="room-act">
      <h2>{t('youReported')}</h2>
      <div className="channel messages officer-reply">
        <p className="bubble">
          <Words>{text}</Words>
        </p>
      </div>
    </section>
  )
}

/** Each sentence or field, and how many voted for it. */
function Sent({ sent, of }: Pick<FollowedView, 'sent' | 'of'>) {
  const t = useTranslations('liveFollowed')
  if (sent.length === 0) return null
  return (
    <ul className="room-sent">
      {sent.map(({ id, as, ask, text, n }) => (
        <li key={id}>
          <span>
            {as === 'form' && (
              <span className="role">
                <Words>{`${ask}: `}</Words>
              </span>
            )}
            <Words>{text}</Words>
          </span>
          {n !== null && of !== null && <span className="role">{t.rich('votedSo', { n, of, b: (chunks) => <b>{chunks}</b> })}</span>}
        </li>
      ))}
    </ul>
  )
}

/** What followed, in the channel where it happened. Sentences that were voted on stand above it, with their votes. */
export function RoomFollowing({ scene, followed, className }: Props & { className?: string }) {
  const t = useTranslations('liveFollowed')
  const { lines, words } = followed
  const own = isVoted(followed) ? null : words
  if (!own && lines.length === 0) return null
  const cast: Cast = { ...scene.cast, you: { ...scene.cast.you!, name: t('theRoom') } }
  const to = answered(scene, RESOLVED)
  const following = <Following conversation={to} cast={cast} words={own} at={timeOf(scene)} lines={lines} />
  if (!to || (!own && lines.every(({ from }) => !from))) return <div className="channel told-alone">{following}</div>
  return (
    <div className={className}>
      <Frame artefact={to} cast={cast}>
        <div className="follows">{following}</div>
      </Frame>
    </div>
  )
}
