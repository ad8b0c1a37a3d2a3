import { BellRing, Lock } from '../../ui/icons'
import { Words } from '../../ui/words'
import { ActsOn } from '../acts'
import type { DrawingProps } from '../kind'
import { Sentence } from '../segments'
import { Handset } from './phone'

/** On the locked screen of a phone, or in a corner of a desk's screen. */
export const Notice = ({ artefact }: DrawingProps<'notice'>) =>
  artefact.look === 'phone' ? (
    <Handset locked>
      <p className="device">
        <Lock className="icon" />
        <Words>{artefact.device}</Words>
      </p>
      <Toast notice={artefact} />
    </Handset>
  ) : (
    <div className="desk">
      <div className="monitor">
        <p className="device">
          <Words>{artefact.device}</Words>
        </p>
        <div className="windows" aria-hidden="true">
          <span />
          <span />
        </div>
        <Toast notice={artefact} />
      </div>
    </div>
  )

const Toast = ({ notice: { id, title, segments } }: { notice: DrawingProps<'notice'>['artefact'] }) => (
  <div className="toast">
    <div className="toast-top">
      <span className="toast-mark" aria-hidden="true">
        <BellRing className="icon" />
      </span>
      <h3>
        <Words>{title}</Words>
      </h3>
    </div>
    {segments.map((segment) => (
      <p key={segment.id}>
        <Sentence segment={segment} alone />
      </p>
    ))}
    <ActsOn artefact={id} className="acts-device" />
  </div>
)
