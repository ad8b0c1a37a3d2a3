import { renderToStaticMarkup } from 'react-dom/server'
import { IntlProvider, type Messages } from 'use-intl'
import { expect, test } from 'vitest'
import type { SceneView } from '@/scenarios/engine/live/view'
import type { Artefact } from '@/scenarios/engine/play/play'
import { messagesOf } from '@/server/platform/locales'
import { SAMPLES, play } from '@/tests/support/artefact-samples'
import { Drawn } from '../../channels/drawings'
import { OnTheirScreens } from '../cockpit/on-screens'
import { MomentView } from '../phone/scene'
import { Handouts } from '../printout/handouts'
import { Reading } from '../projector/scene'

const scene = (artefact: Artefact): SceneView => ({
  ...{ id: 'scene', when: '', place: '', title: '', lead: '', cast: play.cast, show: [artefact], earlier: {}, found: [] },
  minutes: { left: 0, budget: 0 },
})
/** Ids are counted by page. */
const markup = (node: React.ReactNode): string =>
  renderToStaticMarkup(
    <IntlProvider locale="en" timeZone="UTC" messages={messagesOf('en') as unknown as Messages}>
      {node}
    </IntlProvider>,
  ).replace(/_R_\w*_/g, '')
const nothing = () => {}
const SCREENS: [string, (shown: SceneView) => React.ReactNode][] = [
  ['the wall', (shown) => <Reading scene={shown} flagging={false} />],
  ['a phone', (shown) => <MomentView base="" moment={1} scene={shown} open={false} flags={[]} reported={false} onFlags={nothing} />],
  ['the cockpit', (shown) => <OnTheirScreens scene={shown} />],
  ['a handout', (shown) => <Handouts session="" title="" you="" cast={shown.cast} handouts={[{ ...shown, checks: [], questions: [] }]} />],
]

test.each(SCREENS)('%s shows the drawings of a simulation, whatever the kind', (_, screen) => {
  const differing = SAMPLES.filter(({ artefact }) => {
    const drawn = markup(<Drawn artefact={artefact} cast={play.cast} earlier={() => []} />)
    return !markup(screen(scene(artefact))).includes(drawn)
  })
  expect(differing.map(({ artefact }) => [artefact.kind, 'look' in artefact && artefact.look])).toEqual([])
})
