import { Popover } from '@/components/ui/popover'
import { TEXT_SIZES, THEMES, display } from '@/server/nextjs/display'
import { COLOURS } from '@/server/platform/colours'
import { translator } from '@/server/platform/locales'
import { DisplayForm } from './display-form'

const ID = 'display'

export const DisplayButton = ({ locale }: { locale: string }) => (
  <button type="button" className="link" popoverTarget={ID}>
    {translator(locale, 'display')('title')}
  </button>
)

export async function DisplayMenu({ locale }: { locale: string }) {
  const t = translator(locale, 'display')
  return (
    <Popover id={ID} title={t('title')} close={t('close')} place="bottom-4 start-4 lg:start-8">
      <DisplayForm
        action={`/${locale}/display`}
        fields={[
          { name: 'theme', legend: t('theme'), values: THEMES.map((value) => ({ value, label: t(`themes.${value}`) })) },
          { name: 'text', legend: t('text'), values: TEXT_SIZES.map((value) => ({ value, label: t(`texts.${value}`) })) },
        ]}
        before={await display()}
        bars={{ light: COLOURS.light.bg, dark: COLOURS.dark.bg }}
        kept={t('kept')}
        unsaved={t('unsaved')}
      />
    </Popover>
  )
}
