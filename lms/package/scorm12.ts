import type { PackageDescription } from './about'
import { checked, idsOf, resourcesOf, titled } from './manifest'
import { schemasOf } from './schemas'

export const descriptors = (about: PackageDescription): Record<string, string | Uint8Array> => ({
  'imsmanifest.xml': manifestOf(checked(about)),
  ...schemasOf('scorm12'),
})

function manifestOf(about: PackageDescription): string {
  const { mastery } = about
  const { manifest, organization, item, resource } = idsOf(about)
  const title = titled(about)
  return `<?xml version="1.0" encoding="UTF-8"?>
<manifest identifier="${manifest}" version="1.0"
  xmlns="http://www.imsproject.org/xsd/imscp_rootv1p1p2"
  xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_rootv1p2"
  xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
  xsi:schemaLocation="http://www.imsproject.org/xsd/imscp_rootv1p1p2 imscp_rootv1p1p2.xsd http://www.imsglobal.org/xsd/imsmd_rootv1p2p1 imsmd_rootv1p2p1.xsd http://www.adlnet.org/xsd/adlcp_rootv1p2 adlcp_rootv1p2.xsd">
  <metadata>
    <schema>ADL SCORM</schema>
    <schemaversion>1.2</schemaversion>
  </metadata>
  <organizations default="${organization}">
    <organization identifier="${organization}">
      ${title}
      <item identifier="${item}" identifierref="${resource}" isvisible="true">
        ${title}${mastery === null ? '' : `\n        <adlcp:masteryscore>${Math.round(mastery * 100)}</adlcp:masteryscore>`}
      </item>
    </organization>
  </organizations>
${resourcesOf(about, 'adlcp:scormtype')}
</manifest>
`
}
