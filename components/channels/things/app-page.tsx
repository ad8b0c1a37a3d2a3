import { Words } from '../../ui/words'
import { ActsOn } from '../acts'
import type { DrawingProps } from '../kind'
import { AppMark, DeviceShape, Handset } from './phone'
import { Rows } from './rows'
import { Address, PageText } from './site'

const SHOTS = ['list', 'grid', 'bars']

/** A page in a store of apps, on a phone. */
export const AppPage = ({ artefact: page }: DrawingProps<'page'>) => (
  <Handset>
    <Address address={page.address} />
    <article className="store">
      <div className="store-top">
        <span className="app-icon" aria-hidden="true">
          <AppMark of={page.id} />
        </span>
        <div>
          <h3>
            <Words>{page.title}</Words>
          </h3>
          {page.maker && (
            <p className="maker">
              <Words>{page.maker}</Words>
            </p>
          )}
        </div>
      </div>
      {page.facts.length > 0 && <Rows rows={page.facts} />}
      <div className="shots" aria-hidden="true">
        {SHOTS.map((shot) => (
          <DeviceShape key={shot} name={`shot-${shot}`} />
        ))}
      </div>
      <PageText page={page} />
      <ActsOn artefact={page.id} className="acts-device" />
    </article>
  </Handset>
)
