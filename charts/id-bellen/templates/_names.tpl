{{/* The names of what belongs to one of the programs. Call with (list $ "operator"), (list $ "api") and so on. */}}
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

{{/* policy/v1 is there since 1.21, policy/v1beta1 until 1.24. The version counts where helm asks no server. */}}
{{- define "id-bellen.disruptionBudgetVersion" -}}
{{- if or (.Capabilities.APIVersions.Has "policy/v1/PodDisruptionBudget") (semverCompare ">=1.21-0" .Capabilities.KubeVersion.Version) -}}
policy/v1
{{- else -}}
policy/v1beta1
{{- end -}}
{{- end -}}

{{- /* The fields of one schema that are missing from another: (list NEEDED FOUND PATH). */}}
{{- define "id-bellen.missingFields" -}}
{{- $needed := index . 0 }}{{- $found := index . 1 }}{{- $path := index . 2 }}
{{- if not $found }} {{ $path }}
{{- else if not (get $found "x-kubernetes-preserve-unknown-fields") }}
{{- $has := get $found "properties" | default dict }}
{{- range $name, $child := get $needed "properties" | default dict }}
{{- include "id-bellen.missingFields" (list $child (get $has $name) (ternary $name (printf "%s.%s" $path $name) (eq $path ""))) }}
{{- end }}
{{- with get $needed "items" }}
{{- include "id-bellen.missingFields" (list . (get $found "items") (printf "%s[]" $path)) }}
{{- end }}
{{- end }}
{{- end }}
