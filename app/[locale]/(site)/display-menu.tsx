import { Popover } from '@/components/ui/popover'
import { TEXT_SIZES, THEMES, display } from '@/server/nextjs/display'
import { translator } from '@/server/platform/locales'

const ID = 'display'

/** Opens the menu in place, by the browser alone. Every document contains it. */
export const DisplayButton = ({ locale }: { locale: string }) => (
  <button type="button" className="link" popoverTarget={ID}>
    {translator(locale, 'display')('title')}
  </button>
)

/** Theme and size of text: each press is kept, and shows at once. */
export async function DisplayMenu({ locale }: { locale: string }) {
  const t = translator(locale, 'display')
  const chosen = await display()
  return (
    <Popover id={ID} title={t('title')} close={t('close')} place="bottom-4 start-4 lg:start-8">
      <form method="post" action={`/${locale}/display`} className="mt-3 space-y-4">
        <Choice legend={t('theme')} name="theme" values={THEMES.map((value) => [value, t(`themes.${value}`)])} chosen={chosen.theme} />
        <Choice legend={t('text')} name="text" values={TEXT_SIZES.map((value) => [value, t(`texts.${value}`)])} chosen={chosen.text} />
      </form>
      <p className="mt-4 text-small text-ink-3">{t('kept')}</p>
    </Popover>
  )
}

const Choice = ({ legend, name, values, chosen }: { legend: string; name: string; values: [string, string][]; chosen: string }) => (
  <fieldset>
    <legend className="mb-1.5 text-small font-semibold text-ink-2">{legend}</legend>
    <div className="segmented">
      {values.map(([value, label]) => (
        <button key={value} type="submit" className="flex-1" name={name} value={value} aria-pressed={value === chosen}>
          {label}
        </button>
      ))}
    </div>
  </fieldset>
)
