import { ArrowRight, Lock, RefreshCw } from '../../ui/icons'
import { Words } from '../../ui/words'
import { ActsOn } from '../acts'
import type { DrawingProps } from '../kind'
import { Sentence } from '../segments'
import { Rows } from './rows'
import { DeviceShape } from './phone'

type Page = DrawingProps<'page'>['artefact']

/** A page in a browser. Its address stands there in full, in letters of one width, so that a hyphen and a dot can be told apart. */
export const Site = ({ artefact: page }: DrawingProps<'page'>) => (
  <Browser address={page.address}>
    <article className="web-page">
      <PageTop page={page} />
      {page.facts.length > 0 && <Rows rows={page.facts} />}
      <PageText page={page} />
      <ActsOn artefact={page.id} className="acts-device acts-page" />
    </article>
  </Browser>
)

export const Browser = ({ address, children }: { address: Page['address']; children: React.ReactNode }) => (
  <div className="browser">
    <div className="browser-bar">
      <span className="browser-tools" aria-hidden="true">
        <ArrowRight className="icon back" />
        <ArrowRight className="icon" />
        <RefreshCw className="icon" />
      </span>
      <Address address={address} />
    </div>
    {children}
  </div>
)

export const Address = ({ address }: { address: Page['address'] }) => (
  <p className="address-bar">
    <Lock className="icon" />
    <Sentence segment={address} spelled />
  </p>
)

export const PageTop = ({ page: { title, maker } }: { page: Page }) => (
  <div className="page-top">
    <DeviceShape name="mark" className="page-mark" />
    <div>
      <h3>
        <Words>{title}</Words>
      </h3>
      {maker && (
        <p className="maker">
          <Words>{maker}</Words>
        </p>
      )}
    </div>
  </div>
)

/** Its sentences, and what it wants to be filled in. Nobody can type into it. */
export const PageText = ({ page: { segments, fields } }: { page: Page }) => (
  <>
    {segments.map((segment) => (
      <p key={segment.id}>
        <Sentence segment={segment} />
      </p>
    ))}
    {fields.map((field) => (
      <div key={field.id} className="field">
        <Sentence segment={field} />
        <span className="field-box" aria-hidden="true" />
      </div>
    ))}
  </>
)
