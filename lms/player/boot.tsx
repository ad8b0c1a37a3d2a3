/** Starts a package's page on a runtime. */
import { createRoot } from 'react-dom/client'
import { IntlProvider, type Messages } from 'use-intl'
import { openAttempt } from '../attempt'
import type { Content } from '../content'
import { packageDelivery } from '../delivery'
import type { Runtime } from '../runtime'
import { App, type Place } from './app'
import { Help } from './help'
import { Unopened } from './unopened'

/** What `package/` writes into the page. */
export interface Page {
  content: Content
  /** For dates and numbers. */
  language: string
  messages: Messages
}

/** How long an LMS may take over somebody's leaving, in milliseconds, before the page goes on. */
const PATIENCE = 3000

/**
 * @param open reads what the LMS holds; whatever it throws, the learner is told that nothing can begin
 * @param keep saves the result as a file, where no LMS takes it
 */
export async function boot(open: () => Runtime | Promise<Runtime>, keep: ((content: Content) => void) | null = null): Promise<void> {
  const page = JSON.parse(document.getElementById('page')!.textContent!) as Page
  const show = (shown: React.ReactNode) =>
    createRoot(document.getElementById('player')!).render(
      <IntlProvider locale={page.language} messages={page.messages} timeZone="UTC">
        {shown}
        <Help contacts={page.content.contacts} />
      </IntlProvider>,
    )
  // A page that was left is over for the LMS, also where the browser has kept it.
  addEventListener('pageshow', ({ persisted }) => persisted && location.reload())
  try {
    show(playing(page.content, await open(), keep))
  } catch (fault) {
    console.error(fault)
    show(<Unopened />)
  }
}

function playing(content: Content, runtime: Runtime, keep: ((content: Content) => void) | null) {
  let go: (place: Place) => void = () => {}
  let isLeft = false
  async function leave(how: 'left' | 'closing') {
    if (isLeft) return
    isLeft = true
    await Promise.race([runtime.leave(how), new Promise((done) => setTimeout(done, PATIENCE))])
    if (how === 'left' && runtime.returns) location.assign(runtime.returns)
  }
  const attempt = openAttempt(content, runtime.held.suspended, Math.random)
  const delivery = packageDelivery({
    content,
    attempt,
    runtime,
    now: Date.now,
    go: (to) => {
      go(to)
      if (to === 'left') void leave('left')
    },
  })
  // A page that goes away is hidden first, while it may still be waited for. What is not taken then is in the browser's storage.
  addEventListener('visibilitychange', () => document.visibilityState === 'hidden' && !isLeft && void delivery.save())
  addEventListener('pagehide', () => void leave('closing'))
  return (
    <App
      content={content}
      attempt={attempt}
      delivery={delivery}
      mode={runtime.held.mode}
      onPlace={(listener) => {
        go = listener
      }}
      leave={content.standsAlone ? null : () => delivery.leave()}
      keep={keep && (() => keep(content))}
    />
  )
}
