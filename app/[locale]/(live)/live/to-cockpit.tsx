import { translator } from '@/server/platform/locales'

export const ToCockpit = ({ locale, here }: { locale: string; here: string }) => (
  <a className="btn btn-quiet min-h-10" href={`${here}/cockpit`}>
    {translator(locale, 'live')('cockpitLink')}
  </a>
)
