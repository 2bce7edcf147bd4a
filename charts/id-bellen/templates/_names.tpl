{{/* The names of what belongs to one of the two programs. Call with (list $ "operator") or (list $ "api"). */}}
{{- define "id-bellen.name" -}}
{{- printf "%s-%s" (first .).Release.Name (last .) -}}
{{- end -}}

{{/* Cluster-scoped, so two releases of one name in two namespaces must differ. */}}
{{- define "id-bellen.clusterName" -}}
{{- printf "%s-%s-%s" (first .).Release.Namespace (first .).Release.Name (last .) -}}
{{- end -}}

{{- define "id-bellen.selector" -}}
app.kubernetes.io/name: {{ (first .).Chart.Name }}
app.kubernetes.io/instance: {{ (first .).Release.Name }}
app.kubernetes.io/component: {{ last . }}
{{- end -}}

{{- define "id-bellen.labels" -}}
{{ include "id-bellen.selector" . }}
app.kubernetes.io/version: {{ (first .).Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ (first .).Release.Service }}
helm.sh/chart: {{ printf "%s-%s" (first .).Chart.Name (first .).Chart.Version | replace "+" "_" }}
{{- end -}}
