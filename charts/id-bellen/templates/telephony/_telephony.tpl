{{/* Everything with the number of a replica has it as its name in call references: asterisk-0, asterisk-1 and so on. */}}
{{- define "id-bellen.asteriskAddress" -}}
{{- $name := include "id-bellen.name" (list (first .) "asterisk") -}}
{{- printf "http://%s-%d.%s:%d" $name (last .) $name (int (first .).Values.telephony.asterisk.httpPort) -}}
{{- end -}}

{{/* A value from the Secret of the telephone. Call with (list $ "NAME" "key"). */}}
{{- define "id-bellen.telephonySecret" -}}
- name: {{ index . 1 }}
  valueFrom:
    secretKeyRef:
      name: {{ required "Set telephony.existingSecret to a Secret with the password for Asterisk and the secret of coturn (README.md of the chart)." (first .).Values.telephony.existingSecret | quote }}
      key: {{ last . | quote }}
{{- end -}}

{{/* Settings of the api for agents' phones. */}}
{{- define "id-bellen.phones" -}}
{{- $coturn := .Values.telephony.coturn -}}
{{- range $number := until (int .Values.telephony.asterisk.replicas) }}
- { name: Phones__Exchanges__asterisk-{{ $number }}, value: {{ printf "%s/ws" (include "id-bellen.asteriskAddress" (list $ $number)) | quote }} }
{{- end }}
- { name: Phones__Turn__Urls__0, value: {{ printf "turn:%s:%d?transport=udp" $coturn.host (int $coturn.port) | quote }} }
{{- if $coturn.tls.existingSecret }}
- { name: Phones__Turn__Urls__1, value: {{ printf "turns:%s:%d?transport=tcp" $coturn.host (ternary $coturn.tls.port $coturn.service.tlsPort $coturn.hostNetwork | int) | quote }} }
{{- end }}
{{ include "id-bellen.telephonySecret" (list . "Phones__Turn__Secret" .Values.telephony.turnSecretKey) }}
{{- end -}}

{{/* What the pods of Asterisk and coturn have in common: no account at the API server.
     Call with (list $ "coturn" .Values.telephony.coturn). */}}
{{- define "id-bellen.soundPod" -}}
{{- $values := last . -}}
automountServiceAccountToken: false
# Variables of Services could be taken for settings.
enableServiceLinks: false
{{- include "id-bellen.pullSecrets" (first .) }}
{{- if $values.hostNetwork }}
hostNetwork: true
{{- end }}
securityContext:
  runAsNonRoot: true
  runAsUser: 1654
  runAsGroup: 1654
  fsGroup: 1654 # makes certificates readable
  seccompProfile: { type: RuntimeDefault }
{{- include "id-bellen.nodes" . }}
# Four hours for `preStop`, and some to end.
terminationGracePeriodSeconds: 14460
{{- end -}}

{{- define "id-bellen.podAddress" -}}
- { name: POD_NAME, valueFrom: { fieldRef: { fieldPath: metadata.name } } }
- { name: POD_ADDRESS, valueFrom: { fieldRef: { fieldPath: status.podIP } } }
{{- end -}}

{{/* In memory: the configuration holds passwords. */}}
{{- define "id-bellen.soundVolumes" -}}
- name: tmp
  emptyDir: { sizeLimit: 16Mi }
- name: config
  emptyDir: { medium: Memory, sizeLimit: 16Mi }
- name: state
  emptyDir: { medium: Memory, sizeLimit: 32Mi }
{{- end -}}

{{- define "id-bellen.soundMounts" -}}
- { name: tmp, mountPath: /tmp }
- { name: config, mountPath: /run/id-bellen/config }
- { name: state, mountPath: /run/id-bellen/state }
{{- end -}}

{{/* The variables of all trunks for `render`. */}}
{{- define "id-bellen.trunks" -}}
{{- range $index, $trunk := .Values.telephony.trunks }}
{{- $number := add1 $index }}
{{- range $key, $value := dict "NAME" .name "HOST" .host "PORT" .port "TRANSPORT" .transport "ENCRYPTION" .encryption
      "USER" .user "CONTACT_USER" .contactUser "FROM_USER" .fromUser "DOMAIN" .domain "CHANNELS" .channels
      "QUALIFY" .qualify "REGISTER" (ternary "yes" "" (.register | default false)) "ADDRESSES" (join "," .addresses)
      "CODECS" (join "," .codecs) }}
{{- if $value }}
- { name: TRUNK_{{ $number }}_{{ $key }}, value: {{ $value | toString | quote }} }
{{- end }}
{{- end }}
{{- if .existingSecret }}
- { name: TRUNK_{{ $number }}_PASSWORD, valueFrom: { secretKeyRef: { name: {{ .existingSecret | quote }}, key: {{ .passwordKey | default "password" | quote }} } } }
{{- end }}
{{- end }}
{{- end -}}

{{/* An address as a network. */}}
{{- define "id-bellen.cidr" -}}
{{- ternary . (printf "%s/32" .) (contains "/" .) | quote -}}
{{- end -}}

{{/* Who is who in network policies. Pods on the network of their nodes are known by the networks of these.
     Call with (list $ "asterisk"). */}}
{{- define "id-bellen.peer" -}}
{{- $values := get (first .).Values.telephony (last .) | default dict -}}
{{- if $values.hostNetwork -}}
{{- range $index, $network := $values.networks }}
- ipBlock: { cidr: {{ include "id-bellen.cidr" . }} }
{{- end }}
{{- else -}}
- podSelector:
    matchLabels: {{- include "id-bellen.selector" . | nindent 6 }}
{{- end -}}
{{- end -}}

{{/* UDP ports of sound. Old API servers know no ranges of ports. Call with (list $ .Values.telephony.asterisk.rtp). */}}
{{- define "id-bellen.soundPorts" -}}
{{- if semverCompare ">=1.25-0" (first .).Capabilities.KubeVersion.Version -}}
[{ protocol: UDP, port: {{ (last .).first }}, endPort: {{ (last .).last }} }]
{{- else -}}
[{ protocol: UDP }]
{{- end -}}
{{- end -}}
