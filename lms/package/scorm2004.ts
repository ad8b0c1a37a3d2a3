import type { PackageDescription } from './about'
import { checked, idsOf, resourcesOf, titled } from './manifest'
import { schemasOf } from './schemas'

/** The objective that the mastery belongs to. An LMS puts it before our own objectives. */
const PRIMARY = 'PRIMARYOBJ'

export const descriptors = (about: PackageDescription): Record<string, string | Uint8Array> => ({
  'imsmanifest.xml': manifestOf(checked(about)),
  ...schemasOf('scorm2004'),
})

const objectives = (mastery: number): string => `
          <imsss:objectives>
            <imsss:primaryObjective objectiveID="${PRIMARY}" satisfiedByMeasure="true">
              <imsss:minNormalizedMeasure>${Math.round(mastery * 10_000) / 10_000}</imsss:minNormalizedMeasure>
            </imsss:primaryObjective>
          </imsss:objectives>`

// Unless the content declares that it sets them itself, an LMS treats every learner who opened it as completed and passed.
function manifestOf(about: PackageDescription): string {
  const { mastery } = about
  const title = titled(about)
  const { manifest, organization, item, resource } = idsOf(about)
  return `<?xml version="1.0" encoding="UTF-8"?>
<manifest identifier="${manifest}" version="1.0"
  xmlns="http://www.imsglobal.org/xsd/imscp_v1p1"
  xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_v1p3"
  xmlns:adlseq="http://www.adlnet.org/xsd/adlseq_v1p3"
  xmlns:adlnav="http://www.adlnet.org/xsd/adlnav_v1p3"
  xmlns:imsss="http://www.imsglobal.org/xsd/imsss"
  xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
  xsi:schemaLocation="http://www.imsglobal.org/xsd/imscp_v1p1 imscp_v1p1.xsd http://www.adlnet.org/xsd/adlcp_v1p3 adlcp_v1p3.xsd http://www.adlnet.org/xsd/adlseq_v1p3 adlseq_v1p3.xsd http://www.adlnet.org/xsd/adlnav_v1p3 adlnav_v1p3.xsd http://www.imsglobal.org/xsd/imsss imsss_v1p0.xsd">
  <metadata>
    <schema>ADL SCORM</schema>
    <schemaversion>2004 4th Edition</schemaversion>
  </metadata>
  <organizations default="${organization}">
    <organization identifier="${organization}">
      ${title}
      <item identifier="${item}" identifierref="${resource}" isvisible="true">
        ${title}
        <imsss:sequencing>${mastery === null ? '' : objectives(mastery)}
          <imsss:deliveryControls tracked="true" completionSetByContent="true" objectiveSetByContent="true"/>
        </imsss:sequencing>
      </item>
      <imsss:sequencing>
        <imsss:controlMode choice="true" flow="true"/>
      </imsss:sequencing>
    </organization>
  </organizations>
${resourcesOf(about, 'adlcp:scormType')}
</manifest>
`
}
