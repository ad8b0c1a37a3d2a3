import { ArrowRight } from '../../ui/icons'
import { ActsOn, useActsOn } from '../acts'
import type { DrawingProps } from '../kind'
import { Rows } from './rows'
import { Browser, PageText, PageTop } from './site'

/** The same page with a box for a log-in. Its button is drawn unless an act stands there. */
export function Login({ artefact: page }: DrawingProps<'page'>) {
  const acts = useActsOn(page.id)
  return (
    <Browser address={page.address}>
      <div className="web-ground">
        <article className="log-in">
          <PageTop page={page} />
          {page.facts.length > 0 && <Rows rows={page.facts} />}
          <PageText page={page} />
          {acts.length === 0 && (
            <span className="drawn-button" aria-hidden="true">
              <ArrowRight className="icon" />
            </span>
          )}
          <ActsOn artefact={page.id} className="acts-device" />
        </article>
      </div>
    </Browser>
  )
}
