import { useTranslations } from 'use-intl'
import type { Debrief } from '@/scenarios/engine/debrief/debrief'
import type { Pages as View } from '@/scenarios/engine/debrief/pages'
import { nameOf } from '../channels/kind'
import { Words } from '../ui/words'

export function Pages({ pages, variant }: { pages: View; variant: Debrief['variant'] }) {
  const t = useTranslations('debrief.pages')
  const [own, other] = [t('own', { variant }), t('other', { variant })]
  return (
    <>
      <p className="max-w-prose text-note leading-normal text-ink-2">{t('note', { title: `${pages.when}: ${pages.title}` })}</p>
      <div className="mt-4 grid grid-cols-2 gap-x-8 max-sm:hidden" aria-hidden="true">
        {[own, other].map((label) => (
          <p key={label} className="border-b-2 border-line-2 pb-1 text-small font-semibold">
            {label}
          </p>
        ))}
      </div>
      <ul className="mt-2.5 grid gap-y-2.5 leading-relaxed">
        {pages.lines.map((line) =>
          line.other === null ? (
            <li key={line.id} className="text-ink-2">
              <From of={line.from} />
              <Words>{line.own}</Words>
            </li>
          ) : (
            <li key={line.id} className="grid gap-x-8 gap-y-2 sm:grid-cols-2">
              <From of={line.from} />
              <Side label={own} isStrong={line.isStrong} isSign={line.sign === 'own'}>
                {line.own}
              </Side>
              <Side label={other} isStrong={line.isStrong} isSign={line.sign === 'other'}>
                {line.other}
              </Side>
            </li>
          ),
        )}
      </ul>
    </>
  )
}

/** Says whether it is a letter, a chat or a call, with the first line of each. */
function From({ of }: { of: View['lines'][number]['from'] }) {
  const t = useTranslations('channels')
  if (!of) return null
  return (
    <p className="mt-1.5 border-b border-line pb-0.5 text-fine font-semibold text-ink-3 sm:col-span-full">
      {t(nameOf(of))}
      {of.title && (
        <>
          {' · '}
          <Words>{of.title}</Words>
        </>
      )}
    </p>
  )
}

interface SideProps {
  label: string
  /** It tells the versions apart. */
  isStrong: boolean
  isSign: boolean
  children: string
}
/** Only a sign has the colour of signs. What stands in its place in the other version is as strong, but harmless. */
const Side = ({ label, isStrong, isSign, children }: SideProps) => (
  <p className={`wrap-anywhere border-s-4 ps-3 ${isSign ? 'border-signal-line' : isStrong ? 'border-good-line' : 'border-line-2'}`}>
    <span className="block text-fine font-semibold text-ink-3 sm:sr-only">{label}:</span>
    {isSign ? (
      <mark className="segment bg-signal-mark text-inherit">
        <Words>{children}</Words>
      </mark>
    ) : (
      <Words>{children}</Words>
    )}
  </p>
)
