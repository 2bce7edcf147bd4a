{{/* What the pods of our programs have in common. Call with (list $ "operator" .Values.operator). */}}
{{- define "id-bellen.pod" -}}
{{- $root := first . -}}
{{- $values := last . -}}
serviceAccountName: {{ include "id-bellen.name" (list $root (index . 1)) }}
automountServiceAccountToken: true
{{- include "id-bellen.pullSecrets" $root }}
securityContext:
  runAsNonRoot: true
  runAsUser: 1654 # the non-root user of Microsoft's .NET images
  runAsGroup: 1654
  {{- if and (eq (index . 1) "operator") $root.Values.accessLog.file.existingClaim }}
  fsGroup: 1654 # makes the volume of the access log writable
  {{- end }}
  seccompProfile: { type: RuntimeDefault }
{{- include "id-bellen.nodes" . }}
volumes:
  - name: tmp # the only writable directory
    emptyDir: { sizeLimit: 64Mi }
  {{- if and (eq (index . 1) "operator") $root.Values.accessLog.file.existingClaim }}
  - name: access-log
    persistentVolumeClaim: { claimName: {{ $root.Values.accessLog.file.existingClaim | quote }} }
  {{- end }}
{{- end -}}

{{- define "id-bellen.pullSecrets" -}}
{{- with .Values.imagePullSecrets }}
imagePullSecrets:
  {{- range . }}
  - name: {{ . }}
  {{- end }}
{{- end }}
{{- end -}}

{{/* On which nodes pods run. Call with (list $ "operator" .Values.operator). */}}
{{- define "id-bellen.nodes" }}
topologySpreadConstraints:
  - maxSkew: 1
    topologyKey: kubernetes.io/hostname
    whenUnsatisfiable: ScheduleAnyway
    labelSelector:
      matchLabels: {{- include "id-bellen.selector" (list (first .) (index . 1)) | nindent 8 }}
{{- with (last .).nodeSelector }}
nodeSelector: {{- toYaml . | nindent 2 }}
{{- end }}
{{- with (last .).tolerations }}
tolerations: {{- toYaml . | nindent 2 }}
{{- end }}
{{- end -}}

{{/* Call with (list $ "operator" .Values.operator.image): the place of the value, for the message. */}}
{{- define "id-bellen.image" -}}
{{- $image := last . -}}
image: {{ printf "%s:%s" (required (printf "Set %s.image.repository: no registry has an image yet (README.md of the chart)." (index . 1)) $image.repository) ($image.tag | default (first .).Chart.AppVersion) | quote }}
imagePullPolicy: {{ $image.pullPolicy }}
securityContext:
  allowPrivilegeEscalation: false
  privileged: false
  readOnlyRootFilesystem: true
  capabilities: { drop: [ALL] }
{{- end -}}

{{- define "id-bellen.container" -}}
{{- $root := first . -}}
{{- $component := index . 1 -}}
{{- $values := last . -}}
name: {{ $component }}
{{ include "id-bellen.image" (list $root $component $values.image) }}
ports:
  - { name: http, protocol: TCP, containerPort: 8080 }
  {{- if eq $component "api" }}
  - { name: metrics, protocol: TCP, containerPort: 9090 }
  {{- else if $root.Values.dashboard.origin }}
  - { name: dashboard, protocol: TCP, containerPort: 8081 }
  {{- end }}
livenessProbe:
  httpGet: { path: /healthz, port: http }
  periodSeconds: 10
  failureThreshold: 6
readinessProbe:
  httpGet: { path: /readyz, port: http }
  periodSeconds: 5
  timeoutSeconds: 4
resources: {{- toYaml $values.resources | nindent 2 }}
volumeMounts:
  - { name: tmp, mountPath: /tmp }
  {{- if and (eq $component "operator") $root.Values.accessLog.file.existingClaim }}
  - { name: access-log, mountPath: /access-log }
  {{- end }}
{{- end -}}

{{/* Settings of all programs: where the municipalities are, and how browsers reach them. */}}
{{- define "id-bellen.settings" -}}
{{- $hosting := .Values.hosting -}}
- { name: DOTNET_EnableDiagnostics, value: "0" }
- { name: DOTNET_DbgEnableMiniDump, value: "0" }
- { name: Kubernetes__Namespace, value: {{ .Values.municipalities.namespace | quote }} }
- { name: Hosting__BaseDomain, value: {{ required "Set hosting.baseDomain to the domain of the municipalities' hosts, for example id-bellen.nl." $hosting.baseDomain | quote }} }
- { name: Hosting__Scheme, value: {{ $hosting.scheme | quote }} }
{{- with $hosting.port }}
- { name: Hosting__Port, value: {{ . | quote }} }
{{- end }}
{{- end -}}

{{/* Call with (list $ "the key in the Secret"). */}}
{{- define "id-bellen.connection" -}}
- name: Platform__ConnectionString
  valueFrom:
    secretKeyRef:
      name: {{ required "Set platform.existingSecret to a Secret with the two connection strings to the platform database (README.md of the chart)." (first .).Values.platform.existingSecret | quote }}
      key: {{ last . | quote }}
{{- end -}}
