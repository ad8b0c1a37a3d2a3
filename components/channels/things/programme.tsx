import { useTranslations } from 'use-intl'
import { Words } from '../../ui/words'
import { ActsOn } from '../acts'
import type { DrawingProps } from '../kind'
import { Sentence } from '../segments'
import { Shape } from './shape'

/** A printed programme, folded once: its title on one side, its hours on the other, and below an entry who pays for it. */
export function Programme({ artefact: { id, title, lines } }: DrawingProps<'itinerary'>) {
  const t = useTranslations('channels.itinerary')
  return (
    <div className="tableau">
      <article className="folded">
        <div className="cover">
          <Shape of="flourish" box="0 0 120 16" className="flourish" />
          <h3>
            <Words>{title}</Words>
          </h3>
          <Shape of="flourish" box="0 0 120 16" className="flourish" />
        </div>
        <ol>
          {lines.map((line) => (
            <li key={line.id}>
              <b>
                <Words>{line.at}</Words>
              </b>
              <div>
                <Sentence segment={line} />
                {line.payer && (
                  <p className="payer">
                    {t('payer')}: <Words>{line.payer}</Words>
                  </p>
                )}
              </div>
            </li>
          ))}
        </ol>
      </article>
      <ActsOn artefact={id} className="acts-thing" />
    </div>
  )
}
