import { Cite } from '@/components/debrief/sources'
import { translator } from '@/server/platform/locales'
import { DRAWN } from './primer'

const SERVICES = ['mss', 'mps', 'mid'] as const
const BODIES = ['idcpc', 'ufwd'] as const
const BOX = 'rounded-xl border border-line-2 bg-surface p-4'
const Arrow = () => <span aria-hidden="true" className="mx-auto block h-6 w-px bg-line-2" />

/** The boxes are lists, so a screen reader also reads who directs whom. */
export function Structure({ locale, numbers }: { locale: string; numbers: Map<string, number> }) {
  const t = translator(locale, 'services')
  const heading = (name: 'services' | 'bodies') => (
    <p className="text-small font-semibold text-ink-2">
      {t(`drawing.${name}`)}
      <Cite ids={[...DRAWN[name]]} numbers={numbers} />
    </p>
  )
  const boxes = (names: typeof SERVICES | typeof BODIES) =>
    names.map((name) => (
      <li key={name} className={BOX}>
        <p className="font-semibold">{t(`drawing.${name}.name`)}</p>
        <p className="mt-0.5 text-note text-ink-2">
          {t(`drawing.${name}.does`)}
          {name in DRAWN && <Cite ids={[...DRAWN[name as keyof typeof DRAWN]]} numbers={numbers} />}
        </p>
      </li>
    ))
  return (
    <figure aria-labelledby="drawing" className="mt-8">
      <figcaption id="drawing" className="text-h2">
        {t('drawing.title')}
      </figcaption>
      <div className="mt-4">
        <p className="mx-auto max-w-100 rounded-xl border border-accent bg-accent-soft p-4 text-center font-semibold">
          {t('drawing.leadership')}
          <span className="block text-note font-normal">{t('drawing.directs')}</span>
          <Cite ids={[...DRAWN.leadership]} numbers={numbers} />
        </p>
        <Arrow />
        <div className="grid gap-4 lg:grid-cols-[3fr_2fr]">
          <div className="rounded-xl border border-line p-4">
            {heading('services')}
            <ul className="mt-3 grid gap-3 sm:grid-cols-3">{boxes(SERVICES)}</ul>
          </div>
          <div className="rounded-xl border border-line p-4">
            {heading('bodies')}
            <ul className="mt-3 grid gap-3 sm:grid-cols-2">{boxes(BODIES)}</ul>
          </div>
        </div>
        <Arrow />
        <p className="rounded-xl border border-dashed border-line-2 p-4 text-center">
          {t('drawing.network')}
          <Cite ids={[...DRAWN.network]} numbers={numbers} />
          <span className="mt-0.5 block text-note text-ink-2">{t('drawing.noSign')}</span>
        </p>
      </div>
    </figure>
  )
}
