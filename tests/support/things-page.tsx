import { flushSync } from 'react-dom'
import { createRoot } from 'react-dom/client'
import { IntlProvider, type Messages } from 'use-intl'
import { ArtefactCard } from '@/components/channels/artefact'
import type { Cast } from '@/components/channels/kind'
import messages from '@/messages/en.json' with { type: 'json' }
import type { Artefact } from '@/scenarios/engine/play/play'

const ANYWHERE = { facts: [], checks: [] }

document.body.replaceChildren()
const root = createRoot(document.body.appendChild(document.createElement('div')))

function show(things: { name: string; artefact: Artefact }[], cast: Cast): void {
  flushSync(() =>
    root.render(
      <IntlProvider locale="en" timeZone="UTC" messages={messages as unknown as Messages}>
        <div className="sheet-of-things">
          {things.map(({ name, artefact }) => (
            <figure key={artefact.id}>
              <div className="stage-window">
                <ArtefactCard artefact={artefact} cast={cast} state={ANYWHERE} earlier={() => []} />
              </div>
              <figcaption>{name}</figcaption>
            </figure>
          ))}
        </div>
      </IntlProvider>,
    ),
  )
}
Object.assign(window, { showThings: show })
export type ThingsPage = Window & { showThings: typeof show }
