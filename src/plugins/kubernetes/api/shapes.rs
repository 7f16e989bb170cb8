//! Objects of a Kubernetes API, as far as they are looked at.
//!
//! Source: `apps/v1`, `batch/v1`, `autoscaling/v1` and `v2`, `metrics.k8s.io/v1beta1`, core `v1`.
//! An object without a name is no object; all else may be missing or `null`.

use super::super::quantity::Resources;
use super::super::selector::Labels;
use crate::net::or_default;
use serde::Deserialize;

/// What every object says of itself.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Meta {
    /// Name within its namespace.
    pub name: String,
    /// Namespace.
    #[serde(default, deserialize_with = "or_default")]
    pub namespace: String,
    /// RFC 3339, UTC.
    #[serde(default)]
    pub creation_timestamp: Option<String>,
    /// Since when it is to go.
    #[serde(default)]
    pub deletion_timestamp: Option<String>,
    /// Counts the changes of what is wanted.
    #[serde(default, deserialize_with = "or_default")]
    pub generation: u64,
    /// Labels.
    #[serde(default, deserialize_with = "or_default")]
    pub labels: Labels,
    /// The annotations that are looked at.
    #[serde(default, deserialize_with = "or_default")]
    pub annotations: Annotations,
    /// What it belongs to.
    #[serde(default, deserialize_with = "or_default")]
    pub owner_references: Vec<Reference>,
}

impl Meta {
    /// What controls it.
    #[must_use]
    pub fn controller(&self) -> Option<&Reference> {
        self.owner_references.iter().find(|owner| owner.controller)
    }
}

/// The annotations that are looked at.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct Annotations {
    /// Number of the revision of a deployment.
    #[serde(rename = "deployment.kubernetes.io/revision")]
    pub revision: Option<String>,
}

/// A reference to an object.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct Reference {
    /// `Deployment`, `Pod` and so on.
    #[serde(deserialize_with = "or_default")]
    pub kind: String,
    /// Name.
    #[serde(deserialize_with = "or_default")]
    pub name: String,
    /// Namespace.
    #[serde(deserialize_with = "or_default")]
    pub namespace: String,
    /// Whether it is the one that controls.
    #[serde(deserialize_with = "or_default")]
    pub controller: bool,
}

/// What keeps pods: Deployment, StatefulSet, DaemonSet, ReplicaSet, Job and CronJob alike.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Controller {
    /// Itself.
    pub metadata: Meta,
    /// What is wanted.
    #[serde(default, deserialize_with = "or_default")]
    pub spec: ControllerSpec,
    /// What is.
    #[serde(default, deserialize_with = "or_default")]
    pub status: ControllerStatus,
}

/// What is wanted of a [`Controller`].
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct ControllerSpec {
    /// How many pods; one, when nothing is said.
    pub replicas: Option<u32>,
    /// No rollout goes on for now.
    #[serde(deserialize_with = "or_default")]
    pub paused: bool,
    /// A CronJob or a Job that does not start anything for now.
    #[serde(deserialize_with = "or_default")]
    pub suspend: bool,
    /// When a CronJob starts.
    #[serde(deserialize_with = "or_default")]
    pub schedule: String,
    /// How many pods of a Job have to end well.
    pub completions: Option<u32>,
    /// What its pods are made from.
    #[serde(deserialize_with = "or_default")]
    pub template: Template,
}

/// What pods are made from.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct Template {
    /// As in the pods.
    #[serde(deserialize_with = "or_default")]
    pub spec: PodSpec,
}

/// What is of a [`Controller`]; a count that is missing is 0.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct ControllerStatus {
    /// The generation that was seen.
    #[serde(deserialize_with = "or_default")]
    pub observed_generation: u64,
    /// Pods, old and new.
    #[serde(deserialize_with = "or_default")]
    pub replicas: u32,
    /// Pods of the newest revision.
    #[serde(deserialize_with = "or_default")]
    pub updated_replicas: u32,
    /// Pods that are ready.
    #[serde(deserialize_with = "or_default")]
    pub ready_replicas: u32,
    /// Pods that have been ready long enough.
    #[serde(deserialize_with = "or_default")]
    pub available_replicas: u32,
    /// Nodes that a DaemonSet has to be on.
    #[serde(deserialize_with = "or_default")]
    pub desired_number_scheduled: u32,
    /// Nodes with a pod that is ready.
    #[serde(deserialize_with = "or_default")]
    pub number_ready: u32,
    /// Nodes with a pod of the newest revision.
    #[serde(deserialize_with = "or_default")]
    pub updated_number_scheduled: u32,
    /// The revision a StatefulSet comes from, and the one it goes to.
    #[serde(deserialize_with = "or_default")]
    pub current_revision: String,
    /// See `current_revision`.
    #[serde(deserialize_with = "or_default")]
    pub update_revision: String,
    /// Pods of a Job that ended well.
    #[serde(deserialize_with = "or_default")]
    pub succeeded: u32,
    /// Pods of a Job that did not.
    #[serde(deserialize_with = "or_default")]
    pub failed: u32,
    /// When a Job began.
    pub start_time: Option<String>,
    /// When a Job ended well.
    pub completion_time: Option<String>,
    /// When a CronJob was last due.
    pub last_schedule_time: Option<String>,
    /// `Available`, `Progressing`, `Complete`, `Failed` and so on.
    #[serde(deserialize_with = "or_default")]
    pub conditions: Vec<Condition>,
}

/// One thing that is so or not.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct Condition {
    /// What.
    #[serde(rename = "type", deserialize_with = "or_default")]
    pub kind: String,
    /// `True`, `False` or `Unknown`.
    #[serde(deserialize_with = "or_default")]
    pub status: String,
    /// Why, in one word.
    #[serde(deserialize_with = "or_default")]
    pub reason: String,
    /// Why, in a sentence.
    #[serde(deserialize_with = "or_default")]
    pub message: String,
    /// Since when.
    pub last_transition_time: Option<String>,
}

/// The condition of this kind.
#[must_use]
pub fn condition<'a>(all: &'a [Condition], kind: &str) -> Option<&'a Condition> {
    all.iter().find(|condition| condition.kind == kind)
}

/// One pod.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Pod {
    /// Itself.
    pub metadata: Meta,
    /// What is wanted.
    #[serde(default, deserialize_with = "or_default")]
    pub spec: PodSpec,
    /// What is.
    #[serde(default, deserialize_with = "or_default")]
    pub status: PodStatus,
}

/// What is wanted of a pod.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct PodSpec {
    /// Where it runs.
    #[serde(deserialize_with = "or_default")]
    pub node_name: String,
    /// What runs in it.
    #[serde(deserialize_with = "or_default")]
    pub containers: Vec<Container>,
}

/// What is wanted of a container.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Container {
    /// Name within the pod.
    pub name: String,
    /// Its image.
    #[serde(default, deserialize_with = "or_default")]
    pub image: String,
    /// What it may use.
    #[serde(default, deserialize_with = "or_default")]
    pub resources: Allowance,
}

/// What a container asks for and may not exceed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct Allowance {
    /// What is kept free for it.
    #[serde(deserialize_with = "or_default")]
    pub requests: Resources,
    /// What it may not exceed.
    #[serde(deserialize_with = "or_default")]
    pub limits: Resources,
}

/// What is of a pod.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct PodStatus {
    /// `Pending`, `Running`, `Succeeded`, `Failed`, `Unknown`.
    #[serde(deserialize_with = "or_default")]
    pub phase: String,
    /// `Evicted` and so on.
    #[serde(deserialize_with = "or_default")]
    pub reason: String,
    /// The reason in a sentence.
    #[serde(deserialize_with = "or_default")]
    pub message: String,
    /// `PodScheduled`, `Ready` and so on.
    #[serde(deserialize_with = "or_default")]
    pub conditions: Vec<Condition>,
    /// The containers.
    #[serde(deserialize_with = "or_default")]
    pub container_statuses: Vec<ContainerStatus>,
    /// Those that run before them.
    #[serde(deserialize_with = "or_default")]
    pub init_container_statuses: Vec<ContainerStatus>,
}

/// How a container is.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ContainerStatus {
    /// Name within the pod.
    pub name: String,
    /// Whether it takes requests.
    #[serde(default, deserialize_with = "or_default")]
    pub ready: bool,
    /// How often it was started again.
    #[serde(default, deserialize_with = "or_default")]
    pub restart_count: u32,
    /// What it runs.
    #[serde(default, deserialize_with = "or_default")]
    pub image: String,
    /// How it is now.
    #[serde(default, deserialize_with = "or_default")]
    pub state: State,
    /// How it was before it was started again.
    #[serde(default, deserialize_with = "or_default")]
    pub last_state: State,
}

/// One of three.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct State {
    /// It does not run yet, or not now.
    pub waiting: Option<Waiting>,
    /// It runs.
    pub running: Option<Running>,
    /// It has ended.
    pub terminated: Option<Terminated>,
}

/// Why a container does not run.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct Waiting {
    /// `CrashLoopBackOff`, `ImagePullBackOff` and so on.
    #[serde(deserialize_with = "or_default")]
    pub reason: String,
    /// In a sentence.
    #[serde(deserialize_with = "or_default")]
    pub message: String,
}

/// A container that runs.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct Running {
    /// Since when.
    pub started_at: Option<String>,
}

/// How a container ended.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct Terminated {
    /// 0 is good.
    #[serde(deserialize_with = "or_default")]
    pub exit_code: i32,
    /// `OOMKilled`, `Error`, `Completed` and so on.
    #[serde(deserialize_with = "or_default")]
    pub reason: String,
    /// What it left behind.
    #[serde(deserialize_with = "or_default")]
    pub message: String,
    /// When.
    pub finished_at: Option<String>,
}

/// Something that happened to an object.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Event {
    /// Itself.
    pub metadata: Meta,
    /// To what.
    #[serde(default, deserialize_with = "or_default")]
    pub involved_object: Reference,
    /// `Normal` or `Warning`.
    #[serde(rename = "type", default, deserialize_with = "or_default")]
    pub kind: String,
    /// In one word.
    #[serde(default, deserialize_with = "or_default")]
    pub reason: String,
    /// In a sentence.
    #[serde(default, deserialize_with = "or_default")]
    pub message: String,
    /// How often; the scheduler does not count.
    #[serde(default)]
    pub count: Option<u32>,
    /// When last.
    #[serde(default)]
    pub last_timestamp: Option<String>,
    /// When, for those who do not count.
    #[serde(default)]
    pub event_time: Option<String>,
    /// How often and when last, for those who count in the newer way.
    #[serde(default)]
    pub series: Option<Series>,
}

/// How often something happened.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct Series {
    /// How often.
    pub count: Option<u32>,
    /// When last.
    pub last_observed_time: Option<String>,
}

/// A HorizontalPodAutoscaler.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Scaler {
    /// Itself.
    pub metadata: Meta,
    /// What is wanted.
    #[serde(default, deserialize_with = "or_default")]
    pub spec: ScalerSpec,
}

/// What is wanted of a [`Scaler`].
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct ScalerSpec {
    /// What it scales.
    #[serde(deserialize_with = "or_default")]
    pub scale_target_ref: Reference,
    /// Fewest pods; one, when nothing is said.
    pub min_replicas: Option<u32>,
    /// Most pods.
    #[serde(deserialize_with = "or_default")]
    pub max_replicas: u32,
}

/// What the containers of a pod use.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct PodUsage {
    /// The pod's name and namespace.
    pub metadata: Meta,
    /// Its containers.
    #[serde(default, deserialize_with = "or_default")]
    pub containers: Vec<ContainerUsage>,
}

/// What a container uses.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct ContainerUsage {
    /// Name within the pod.
    pub name: String,
    /// How much.
    #[serde(default, deserialize_with = "or_default")]
    pub usage: Resources,
}
